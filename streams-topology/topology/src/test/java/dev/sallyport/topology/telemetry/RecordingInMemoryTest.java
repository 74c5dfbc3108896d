package dev.sallyport.topology.telemetry;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import java.util.List;

/** The fake, held to the contract. */
class RecordingInMemoryTest extends TelemetryContract {
  private final MemoryTelemetry telemetry = new MemoryTelemetry();

  @Override
  Telemetry telemetry() {
    return telemetry;
  }

  @Override
  RepositoryFullName repository() {
    return RepositoryFullName.of("acme", "app");
  }

  @Override
  List<TelemetryEvent> recorded(RepositoryFullName repository) {
    return telemetry.recorded(repository);
  }

  @Override
  void lose() {
    telemetry.taken(false);
  }

  @Override
  void regain() {
    telemetry.taken(true);
  }
}
