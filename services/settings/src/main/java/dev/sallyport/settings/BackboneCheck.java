package dev.sallyport.settings;

import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.topology.topics.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.microprofile.config.Config;

/** Whether Kafka and the schema registry can be asked with what is set. Asks neither of them. */
public final class BackboneCheck {
  private BackboneCheck() {}

  /** What is wrong, naming the setting; empty if clients can be made. */
  public static List<String> problems(Config config) {
    return Stream.of(
            kafka(PrefixedProperties.kafka(config)), registry(PrefixedProperties.registry(config)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> kafka(Map<String, String> properties) {
    if (properties.get("bootstrap.servers") == null) {
      return Optional.of("SALLYPORT_KAFKA_BOOTSTRAP_SERVERS is missing: host:port of the brokers");
    }
    try {
      var _ = new KafkaClients(properties);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("SALLYPORT_KAFKA_*: " + e.getMessage());
    }
  }

  private static Optional<String> registry(Map<String, String> properties) {
    if (properties.get("schema.registry.url") == null) {
      return Optional.of("SALLYPORT_SCHEMA_REGISTRY_URL is missing: the registry's Confluent API");
    }
    try {
      var _ = RegistrySettings.from(properties);
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of("SALLYPORT_SCHEMA_REGISTRY_*: " + e.getMessage());
    }
  }
}
