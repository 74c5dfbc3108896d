package dev.sallyport.service;

import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.RegistryUnderTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** The real broker and registry behind the service under test. */
public final class BackboneUnderTest implements QuarkusTestResourceLifecycleManager {
  /** The tenant-wide admin key that the service under test begins with. */
  public static final String ADMIN = "sp_admin-key-of-the-service-under-test";

  @Override
  public Map<String, String> start() {
    try {
      return Map.of(
          "sallyport.kafka.bootstrap.servers",
          KafkaUnderTest.bootstrapServers(),
          "sallyport.schema.registry.url",
          RegistryUnderTest.url(),
          "sallyport.data-dir",
          Files.createTempDirectory("service-under-test").toString(),
          "sallyport.partitions",
          "3",
          "sallyport.admin-key",
          ADMIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // Broker and registry serve all tests of this JVM, and end with it.
  }
}
