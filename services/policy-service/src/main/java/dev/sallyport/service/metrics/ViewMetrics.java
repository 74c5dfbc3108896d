package dev.sallyport.service.metrics;

import dev.sallyport.topology.view.PolicyView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** How far the view is behind; read from it when metrics are asked for. */
@Singleton
class ViewMetrics {
  private final MeterRegistry registry;
  private final PolicyView view;
  private final InstantSource clock = InstantSource.system();

  @Inject
  ViewMetrics(MeterRegistry registry, PolicyView view) {
    this.registry = registry;
    this.view = view;
  }

  void register(@Observes StartupEvent event) {
    Gauge.builder("sallyport.view.lag.records", view, it -> it.health().recordsBehind())
        .description("Records of the state that this instance has not applied yet")
        .register(registry);
    Gauge.builder("sallyport.view.lag.seconds", this, ViewMetrics::secondsSinceContact)
        .description("Seconds since this instance last heard from Kafka; NaN before it ever did")
        .register(registry);
    Gauge.builder("sallyport.view.caught.up", view, it -> it.health().caughtUp() ? 1 : 0)
        .description("Whether lookups are answered")
        .register(registry);
    Gauge.builder("sallyport.view.condemned.owners", view, it -> it.health().condemned().size())
        .description("Organizations whose state holds a record that cannot be read")
        .register(registry);
  }

  private double secondsSinceContact() {
    var contact = view.health().lastContact();
    return contact == null ? Double.NaN : (clock.millis() - contact.toEpochMilli()) / 1_000.0;
  }
}
