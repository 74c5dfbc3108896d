package dev.sallyport.service.metrics;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What jobs report, and why it is refused, counted without contention. */
@Singleton
public class TelemetryMetrics {
  private final Map<String, LongAdder> taken;
  private final Map<String, LongAdder> refused;

  @Inject
  TelemetryMetrics(MeterRegistry registry) {
    taken =
        counters(
            "JobMonitored",
            "NameResolved",
            "ConnectionSeen",
            "ProcessDetected",
            "DetectionResolved");
    refused =
        counters(
            "missing-key",
            "malformed-key",
            "unknown-secret-key",
            "forged-key",
            "expired-key",
            "monitored-elsewhere",
            "rate",
            "unavailable");
    taken.forEach((type, count) ->
        FunctionCounter.builder("sallyport.telemetry.taken", count, LongAdder::sum)
            .description("Records of jobs that Kafka has acknowledged")
            .tag("type", type)
            .register(registry));
    refused.forEach((reason, count) ->
        FunctionCounter.builder("sallyport.telemetry.refused", count, LongAdder::sum)
            .description("Requests of jobs that were refused, and so left no record, by reason")
            .tag("reason", reason)
            .register(registry));
  }

  public void taken(TelemetryEvent event) {
    count(taken, event.getClass().getSimpleName());
  }

  /**
   * @param reason one of those that are counted
   */
  public void refused(String reason) {
    count(refused, reason);
  }

  // All of them from the start: a series that appears with its first count shows no increase.
  private static Map<String, LongAdder> counters(String... names) {
    return Stream.of(names)
        .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new LongAdder()));
  }

  private static void count(Map<String, LongAdder> counters, String name) {
    var counter = counters.get(name);
    if (counter == null) {
      throw new IllegalArgumentException(name + " is not counted");
    }
    counter.increment();
  }
}
