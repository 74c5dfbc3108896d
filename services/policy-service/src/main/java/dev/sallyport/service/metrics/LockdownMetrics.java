package dev.sallyport.service.metrics;

import dev.sallyport.domain.insight.LockdownAction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What was answered to those who detected something in a job. */
@Singleton
public class LockdownMetrics {
  private final MeterRegistry registry;
  private final Counter unrecorded;

  @Inject
  LockdownMetrics(MeterRegistry registry) {
    this.registry = registry;
    // All of them from the start: a series that appears with its first count shows no increase.
    for (var action : LockdownAction.values()) {
      answers(action, true);
      answers(action, false);
    }
    unrecorded =
        Counter.builder("sallyport.lockdown.unrecorded")
            .description("Detections that were answered and left no record on run-events")
            .register(registry);
  }

  private Counter answers(LockdownAction action, boolean known) {
    return Counter.builder("sallyport.lockdown.answers")
        .description("Detections that were answered, and whether the job's workflow was known")
        .tag("action", action.text())
        .tag("job", known ? "known" : "unknown")
        .register(registry);
  }

  /**
   * @param known whether the job's workflow was
   */
  public void answered(LockdownAction action, boolean known) {
    answers(action, known).increment();
  }

  public void unrecorded() {
    unrecorded.increment();
  }
}
