package dev.sallyport.topology;

import dev.sallyport.local.LocalRegistry;

/**
 * The schema registry on which the integration tests of this JVM run: a real one, one for all of
 * them, compatibility FULL_TRANSITIVE. It ends with the JVM. Tests that stop or kill the registry
 * start a {@link LocalRegistry} of their own.
 */
public final class RegistryUnderTest {
  private RegistryUnderTest() {}

  /** Base URL of its Confluent API; starts the registry when it is asked first. */
  public static String url() {
    return Shared.REGISTRY.url();
  }

  private static final class Shared {
    static final LocalRegistry REGISTRY = start();

    private static LocalRegistry start() {
      var registry = LocalRegistry.start();
      Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "close-registry"));
      return registry;
    }
  }
}
