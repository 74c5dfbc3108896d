package dev.sallyport.service;

import dev.sallyport.local.LocalKafka;
import dev.sallyport.topology.RegistryUnderTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the service on a broker that no other test uses, for those that leave it spoilt. */
public final class OnKafkaOfItsOwn implements QuarkusTestProfile {
  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Backbone.class));
  }

  /** That broker, and the registry of all tests. */
  public static final class Backbone implements QuarkusTestResourceLifecycleManager {
    private @Nullable LocalKafka kafka;

    @Override
    public Map<String, String> start() {
      var started = LocalKafka.start();
      kafka = started;
      try {
        return Map.of(
            "sallyport.kafka.bootstrap.servers",
            started.bootstrapServers(),
            "sallyport.schema.registry.url",
            RegistryUnderTest.url(),
            "sallyport.data-dir",
            Files.createTempDirectory("service-of-its-own").toString(),
            "sallyport.partitions",
            "3",
            "sallyport.admin-key",
            BackboneUnderTest.ADMIN);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void stop() {
      Objects.requireNonNull(kafka).close();
    }
  }
}
