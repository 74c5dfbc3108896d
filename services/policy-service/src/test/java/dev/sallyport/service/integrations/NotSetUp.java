package dev.sallyport.service.integrations;

import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** In memory, without one of the settings that integrations need. */
abstract class NotSetUp implements QuarkusTestProfile {
  private final InMemory whole = new InMemory();
  private final String left;

  NotSetUp(String left) {
    this.left = left;
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return whole.getEnabledAlternatives();
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    var settings = new HashMap<>(whole.getConfigOverrides());
    settings.remove(left);
    return settings;
  }

  /** Without a mail server. */
  public static final class NoMail extends NotSetUp {
    public NoMail() {
      super("sallyport.sinks.mail-host");
    }
  }

  /** Without a key for secrets. */
  public static final class NoKey extends NotSetUp {
    public NoKey() {
      super("sallyport.sinks.secrets-key");
    }
  }
}
