package dev.sallyport.schemas.serde;

import java.util.concurrent.atomic.AtomicInteger;

final class RegisteringInMemoryTest implements RegistryContract {
  private final SchemaRegistry registry = new InMemoryRegistry();
  private final AtomicInteger subjects = new AtomicInteger();

  @Override
  public SchemaRegistry registry() {
    return registry;
  }

  @Override
  public String subject() {
    return "subject-" + subjects.incrementAndGet();
  }
}
