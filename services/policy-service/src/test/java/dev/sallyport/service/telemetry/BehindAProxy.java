package dev.sallyport.service.telemetry;

import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.management.MemoryEngine;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Runs the service without Kafka, so that a test can say which address it comes from. */
public final class BehindAProxy implements QuarkusTestProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MemoryEngine.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    var config = new HashMap<>(new InMemory().getConfigOverrides());
    config.put("sallyport.trusted-proxies", "127.0.0.1");
    return config;
  }
}
