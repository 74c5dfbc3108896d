package dev.sallyport.service.management;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Runs the service without Kafka. */
public final class InMemory implements QuarkusTestProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MemoryEngine.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    // Nothing listens there, and nobody asks: the engine is another one.
    return Map.of(
        "sallyport.data-dir",
        "target/in-memory",
        "sallyport.sinks.secrets-key",
        "a-key-for-secrets-of-integrations-in-tests",
        "sallyport.sinks.mail-from",
        "sallyport@acme.example",
        "sallyport.sinks.mail-host",
        "mail.example",
        "sallyport.kafka.bootstrap.servers",
        "127.0.0.1:1",
        "sallyport.schema.registry.url",
        "http://127.0.0.1:1");
  }
}
