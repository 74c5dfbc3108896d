package dev.sallyport.service.telemetry;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.service.OnKafka;
import dev.sallyport.topology.telemetry.TelemetryLog;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the real topics hold, read with what the real registry says. */
@QuarkusTest
@TestProfile(OnKafka.class)
class ReportingIT extends TelemetryPlay {
  private static final int PARTITIONS = 3;

  private final String kafka;
  private final String registry;

  @Inject
  ReportingIT(
      @ConfigProperty(name = "sallyport.kafka.bootstrap.servers") String kafka,
      @ConfigProperty(name = "sallyport.schema.registry.url") String registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  @Override
  List<TelemetryEvent> recorded(RepositoryFullName repository) {
    try (var client =
        new RegistryClient(RegistrySettings.from(Map.of("schema.registry.url", registry)))) {
      return new TelemetryLog(
              KafkaClients.of(kafka), new Topics(""), PARTITIONS, SchemaIds.inMemory(client))
          .recorded(repository);
    }
  }
}
