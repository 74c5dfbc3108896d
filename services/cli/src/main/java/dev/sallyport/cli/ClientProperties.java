package dev.sallyport.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Properties of the clients of an existing Kafka and registry, from the environment. */
final class ClientProperties {
  private static final String USER = "schema.registry.basic.auth.user.info";
  private static final String SOURCE = "schema.registry.basic.auth.credentials.source";

  private ClientProperties() {}

  /** {@code SALLYPORT_KAFKA_SASL_MECHANISM} is {@code sasl.mechanism}. */
  static Map<String, String> kafka(Map<String, String> environment) {
    return named(environment, Setting.KAFKA_PREFIX, "");
  }

  /**
   * {@code SALLYPORT_SCHEMA_REGISTRY_X_Y} is {@code schema.registry.x.y}. Who names a user means
   * that he is used.
   */
  static Map<String, String> registry(Map<String, String> environment) {
    var properties = named(environment, Setting.REGISTRY_PREFIX, "schema.registry.");
    if (properties.containsKey(USER)) {
      properties.putIfAbsent(SOURCE, "USER_INFO");
    }
    return properties;
  }

  private static Map<String, String> named(
      Map<String, String> environment, String prefix, String becomes) {
    var properties = new TreeMap<String, String>();
    environment.forEach((variable, value) -> {
      if (variable.startsWith(prefix)) {
        var name = variable.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        properties.put(becomes + name, value);
      }
    });
    return properties;
  }
}
