package dev.sallyport.topology.secrets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets of integrations, in memory. */
public final class MemorySecrets implements IntegrationSecrets {
  private final Map<SecretsName, Map<String, String>> kept = new ConcurrentHashMap<>();
  private final Keyring keyring =
      new Keyring("a key of 32 characters and more …".getBytes(StandardCharsets.UTF_8), List.of());

  /** All that is kept. */
  public Map<SecretsName, Map<String, String>> kept() {
    return kept;
  }

  @Override
  public void put(SecretsName name, Map<String, String> values) {
    kept.put(name, Map.copyOf(values));
  }

  @Override
  public void remove(SecretsName name) {
    kept.remove(name);
  }

  @Override
  public Optional<Map<String, String>> get(SecretsName name) {
    return Optional.ofNullable(kept.get(name));
  }

  @Override
  public String fingerprint(Map<String, String> values) {
    return keyring.fingerprint(values);
  }

  @Override
  public boolean ready() {
    return true;
  }
}
