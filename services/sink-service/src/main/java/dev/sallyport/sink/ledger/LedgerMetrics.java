package dev.sallyport.sink.ledger;

import dev.sallyport.topology.delivery.LedgerGauges.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/** How each integration does, for those who watch: what waits, since when, what failed. */
@Singleton
class LedgerMetrics {
  private final LedgerEngine engine;
  private final InstantSource clock = InstantSource.system();
  private final MultiGauge waiting;
  private final MultiGauge oldest;
  private final MultiGauge delivered;
  private final MultiGauge dead;
  private final MultiGauge failures;

  @Inject
  LedgerMetrics(LedgerEngine engine, MeterRegistry registry) {
    this.engine = engine;
    this.waiting =
        gauge(registry, "sallyport.deliveries.waiting", "Deliveries that were not taken yet");
    this.oldest =
        MultiGauge.builder("sallyport.deliveries.oldest.age")
            .description("How long the oldest delivery has waited")
            .baseUnit("seconds")
            .register(registry);
    this.delivered = gauge(registry, "sallyport.deliveries.delivered", "Deliveries taken so far");
    this.dead = gauge(registry, "sallyport.deliveries.dead", "Deliveries given up so far");
    this.failures =
        gauge(registry, "sallyport.deliveries.failures.in.row", "Failures since the last success");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  @Scheduled(every = "5s")
  void show() {
    var now = clock.instant();
    show(waiting, Gauge::waiting);
    show(oldest, gauge -> age(gauge, now));
    show(delivered, Gauge::delivered);
    show(dead, Gauge::dead);
    show(failures, Gauge::failures);
  }

  private void show(MultiGauge metric, ToDoubleFunction<Gauge> value) {
    metric.register(
        engine.gauges().stream()
            .map(gauge ->
                MultiGauge.Row.of(
                    Tags.of(
                        "owner",
                        gauge.owner(),
                        "integration",
                        gauge.integration(),
                        "type",
                        gauge.kind()),
                    value.applyAsDouble(gauge)))
            .toList(),
        true);
  }

  private static double age(Gauge gauge, Instant now) {
    var since = gauge.oldestWaiting();
    return since == null ? 0 : Duration.between(since, now).toMillis() / 1_000.0;
  }
}
