package dev.sallyport.service.startup;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.topology.telemetry.Telemetry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way in for telemetry before there is one. */
final class LateTelemetry implements Telemetry {
  private final LongAdder early = new LongAdder();
  private volatile @Nullable Telemetry telemetry;

  void become(Telemetry there) {
    telemetry = there;
  }

  @Override
  public CompletionStage<@Nullable Void> report(TelemetryEvent event) {
    var there = telemetry;
    return there == null
        ? CompletableFuture.failedStage(new Unavailable("This instance takes no telemetry yet"))
        : there.report(event);
  }

  @Override
  public void note(Supplier<PolicyLookedUp> lookup) {
    var there = telemetry;
    if (there == null) {
      early.increment();
    } else {
      there.note(lookup);
    }
  }

  @Override
  public long unrecorded() {
    var there = telemetry;
    return early.sum() + (there == null ? 0 : there.unrecorded());
  }
}
