package dev.sallyport.service.metrics;

import dev.sallyport.domain.command.Refusal;
import dev.sallyport.service.startup.Engine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** What the engine counts, read from it when metrics are asked for. */
@Singleton
class EngineMetrics {
  private final MeterRegistry registry;
  private final Engine engine;

  @Inject
  EngineMetrics(MeterRegistry registry, Engine engine) {
    this.registry = registry;
    this.engine = engine;
  }

  void register(@Observes StartupEvent event) {
    Gauge.builder("sallyport.commands.in.flight", engine, it -> it.vitals().commandsInFlight())
        .description("Changes that wait for their answer")
        .register(registry);
    Gauge.builder(
            "sallyport.partitions.stopped", engine, it -> it.vitals().decidingStopped().size())
        .description("Partitions that go no further until someone has looked")
        .tag("part", "decider")
        .register(registry);
    Gauge.builder("sallyport.partitions.stopped", engine, it -> it.vitals().historyStopped().size())
        .description("Partitions that go no further until someone has looked")
        .tag("part", "history")
        .register(registry);
    FunctionCounter.builder(
            "sallyport.lookup.unrecorded", engine, it -> it.telemetry().unrecorded())
        .description("Lookups that were answered and left no record on run-events")
        .register(registry);
    ends().forEach(this::count);
  }

  private void count(String end) {
    FunctionCounter.builder(
            "sallyport.decided", engine, it -> it.vitals().decided().getOrDefault(end, 0L))
        .description("Commands decided by this instance, by how they ended")
        .tag("end", hyphenated(end))
        .register(registry);
  }

  // All of them from the start: a series that appears with its first count shows no increase.
  private static Stream<String> ends() {
    return Stream.concat(
        Stream.of("Changed", "Unchanged", "Repeated", "Unreadable"),
        Arrays.stream(Refusal.class.getPermittedSubclasses()).map(Class::getSimpleName));
  }

  private static String hyphenated(String name) {
    return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
