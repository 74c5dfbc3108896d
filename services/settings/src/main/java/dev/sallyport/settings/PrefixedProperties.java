package dev.sallyport.settings;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/**
 * Settings that are handed on to a client under its own names: {@code
 * SALLYPORT_KAFKA_SASL_MECHANISM} is the Kafka client's {@code sasl.mechanism}.
 */
public final class PrefixedProperties {
  public static final String KAFKA = "sallyport.kafka.";
  public static final String REGISTRY = "sallyport.schema.registry.";

  private PrefixedProperties() {}

  /** Client properties of Kafka, {@code bootstrap.servers} among them. */
  public static Map<String, String> kafka(Config config) {
    return under(KAFKA, "", config);
  }

  /** Client properties of the schema registry, under Confluent's names. */
  public static Map<String, String> registry(Config config) {
    var properties = under(REGISTRY, "schema.registry.", config);
    if (properties.containsKey("schema.registry.basic.auth.user.info")) {
      properties.putIfAbsent("schema.registry.basic.auth.credentials.source", "USER_INFO");
    }
    return properties;
  }

  private static Map<String, String> under(String prefix, String target, Config config) {
    var properties = new TreeMap<String, String>();
    for (var name : config.getPropertyNames()) {
      var dotted = SettingNames.dotted(name);
      if (dotted.startsWith(prefix)) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> properties.put(target + dotted.substring(prefix.length()), value));
      }
    }
    return properties;
  }
}
