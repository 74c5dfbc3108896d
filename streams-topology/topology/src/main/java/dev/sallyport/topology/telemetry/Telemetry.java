package dev.sallyport.topology.telemetry;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way in for everything that is recorded of jobs. Returns at once, always. Thread-safe. */
public interface Telemetry {
  /**
   * Records an event and completes once Kafka has acknowledged it; within little more than two
   * seconds exceptionally with {@link Unavailable}, after which it may still come to be recorded.
   */
  CompletionStage<@Nullable Void> report(TelemetryEvent event);

  /**
   * Records a lookup some time later, if it can: where it cannot, the lookup is only counted. Never
   * fails, and costs next to nothing.
   *
   * @param lookup asked once at most, on another thread
   */
  void note(Supplier<PolicyLookedUp> lookup);

  /** How many lookups were noted since the start and left no record. */
  long unrecorded();

  /** It was not recorded, or that is not known. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String reason) {
      super(reason, null, false, false);
    }
  }
}
