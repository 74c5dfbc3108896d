package dev.sallyport.service.startup;

import dev.sallyport.topology.secrets.IntegrationSecrets;
import dev.sallyport.topology.secrets.SecretsName;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets of integrations, before they are there or where they never will be. */
final class LateSecrets implements IntegrationSecrets {
  private volatile @Nullable IntegrationSecrets secrets;

  void become(IntegrationSecrets there) {
    secrets = there;
  }

  private IntegrationSecrets there() {
    var there = secrets;
    if (there == null || !there.ready()) {
      throw new Unavailable("Integrations cannot be changed yet: this instance is still starting.");
    }
    return there;
  }

  @Override
  public void put(SecretsName name, Map<String, String> values) {
    there().put(name, values);
  }

  @Override
  public void remove(SecretsName name) {
    there().remove(name);
  }

  @Override
  public Optional<Map<String, String>> get(SecretsName name) {
    return there().get(name);
  }

  @Override
  public String fingerprint(Map<String, String> values) {
    return there().fingerprint(values);
  }

  @Override
  public boolean ready() {
    var there = secrets;
    return there != null && there.ready();
  }
}
