package dev.sallyport.service.telemetry;

import dev.sallyport.service.github.GitHubUnderTest;
import dev.sallyport.service.management.MemoryEngine;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the service without Kafka, behind a proxy, and with a GitHub to cancel runs at. */
public final class AtGitHub implements QuarkusTestProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MemoryEngine.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return new BehindAProxy().getConfigOverrides();
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(GitHubUnderTest.class));
  }
}
