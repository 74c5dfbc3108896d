package dev.sallyport.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long changes take, from the request to being readable, and why they are refused. */
@Singleton
public class ChangeMetrics {
  private static final String NAME = "sallyport.command";

  private final MeterRegistry registry;
  private final Timer done;

  @Inject
  ChangeMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.done = timer("done");
  }

  public void done(long nanos) {
    done.record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * @param kind a problem's slug: there are few, so that each may be a time series
   */
  public void refused(String kind, long nanos) {
    timer(kind).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String outcome) {
    return Timer.builder(NAME)
        .description("Time from a change's request until it can be read, by outcome")
        .tag("outcome", outcome)
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry);
  }
}
