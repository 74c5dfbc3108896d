package dev.sallyport.service.pages.signin;

import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.management.MemoryEngine;
import dev.sallyport.service.openid.ProviderUnderTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the service without Kafka, and with an identity provider to sign in at. */
public class AtAProvider implements QuarkusTestProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MemoryEngine.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return new InMemory().getConfigOverrides();
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(ProviderUnderTest.class));
  }
}
