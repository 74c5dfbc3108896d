package dev.sallyport.service.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How lookups end and how long they take, counted without contention. */
@Singleton
public class LookupMetrics {
  private final LongAdder unknown = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder clusterMismatch = new LongAdder();
  private final Timer served;
  private final Timer nothing;

  @Inject
  LookupMetrics(MeterRegistry registry) {
    served = timer(registry, "served");
    nothing = timer(registry, "nothing");
    count(registry, "unknown", unknown);
    count(registry, "refused", refused);
    FunctionCounter.builder("sallyport.lookup.cluster.mismatch", clusterMismatch, LongAdder::sum)
        .description("Lookups whose cluster parameter differed from the cluster of their key")
        .register(registry);
  }

  /** A policy was served. */
  public void served(long nanos) {
    served.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** No policy applies. */
  public void nothing(long nanos) {
    nothing.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** This instance could not say. */
  public void unknown() {
    unknown.increment();
  }

  /** The credential was missing, wrong, or of another owner. */
  public void refused() {
    refused.increment();
  }

  public void clusterMismatch() {
    clusterMismatch.increment();
  }

  private static Timer timer(MeterRegistry registry, String verdict) {
    return Timer.builder("sallyport.lookup")
        .description("Time of a lookup inside the service, by verdict")
        .tag("verdict", verdict)
        .serviceLevelObjectives(
            Duration.ofNanos(10_000),
            Duration.ofNanos(50_000),
            Duration.ofNanos(100_000),
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(100))
        .register(registry);
  }

  private static void count(MeterRegistry registry, String verdict, LongAdder counter) {
    FunctionCounter.builder("sallyport.lookup.unanswered", counter, LongAdder::sum)
        .description("Lookups that found out nothing, by reason")
        .tag("verdict", verdict)
        .register(registry);
  }
}
