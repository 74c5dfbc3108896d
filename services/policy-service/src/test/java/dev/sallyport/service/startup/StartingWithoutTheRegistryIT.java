package dev.sallyport.service.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.service.startup.Engine.Changeability.Possible;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.RegistryUnderTest;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.codec.TelemetryEncoder;
import dev.sallyport.topology.telemetry.Telemetry.Unavailable;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Soon;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation whose schemas have ids, and whose registry is away at its next start. */
class StartingWithoutTheRegistryIT {
  private static final JobMonitored EVENT =
      new JobMonitored(
          new MonitoredJob(
              RepositoryFullName.of("acme", "app"), new RunId("1"), new CorrelationId("c")),
          null,
          SourceAddress.of("192.0.2.1"),
          null,
          Instant.parse("2026-01-02T03:04:05.678Z"));

  private final Topics topics = new Topics(KafkaUnderTest.fresh("without-registry") + "-");

  @TempDir Path folder = Path.of("");

  @Test
  void goes_on_as_before_where_all_schemas_have_ids() {
    known(ids -> {
      EventEncoder.registered(ids);
      TelemetryEncoder.registered(ids);
    });
    try (var engine = started()) {
      Soon.is("changes can be made", () -> possible(engine));
      Soon.is("telemetry is taken", () -> taken(engine));
      assertThat(engine.vitals().troubles()).doesNotContainKey("telemetry");
    }
  }

  @Test
  void takes_no_telemetry_whose_schemas_are_new_and_does_everything_else() {
    known(EventEncoder::registered);
    try (var engine = started()) {
      Soon.is("changes can be made", () -> possible(engine));

      assertThatThrownBy(() -> engine.telemetry().report(EVENT).toCompletableFuture().join())
          .hasRootCauseInstanceOf(Unavailable.class);
      engine
          .telemetry()
          .note(() -> {
            throw new AssertionError("asked for too early");
          });
      assertThat(engine.telemetry().unrecorded()).isEqualTo(1);
      Soon.is("it says so", () -> engine.vitals().troubles().containsKey("telemetry"));
    }
  }

  private void known(Consumer<SchemaIds> register) {
    try (var registry =
        new RegistryClient(
            RegistrySettings.from(Map.of("schema.registry.url", RegistryUnderTest.url())))) {
      register.accept(SchemaIds.keptIn(folder.resolve("schema-ids.json"), registry));
    }
  }

  private KafkaEngine started() {
    var settings =
        new EngineSettings(
            Map.of("bootstrap.servers", KafkaUnderTest.bootstrapServers()),
            Map.of("schema.registry.url", "http://127.0.0.1:1"),
            folder,
            3,
            100,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var engine =
        new KafkaEngine(
            settings,
            topics,
            code -> {
              throw new AssertionError("ended with " + code);
            });
    engine.start();
    return engine;
  }

  private static boolean possible(Engine engine) {
    return engine.changeability().toCompletableFuture().join() instanceof Possible;
  }

  private static boolean taken(Engine engine) {
    return engine
        .telemetry()
        .report(EVENT)
        .handle((_, failure) -> failure == null)
        .toCompletableFuture()
        .join();
  }
}
