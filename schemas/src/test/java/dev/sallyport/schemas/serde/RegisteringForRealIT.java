package dev.sallyport.schemas.serde;

import dev.sallyport.local.LocalRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RegisteringForRealIT implements RegistryContract {
  private static final AtomicInteger SUBJECTS = new AtomicInteger();
  private static LocalRegistry server;
  private static RegistryClient client;

  @BeforeAll
  static void start() {
    server = LocalRegistry.start();
    client = new RegistryClient(RegistrySettings.of(server.url()));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Override
  public SchemaRegistry registry() {
    return client;
  }

  @Override
  public String subject() {
    return "subject-" + SUBJECTS.incrementAndGet();
  }
}
