package dev.sallyport.topology.secrets;

import java.util.Map;
import java.util.Optional;

/** The secrets of integrations. Thread-safe. */
public interface IntegrationSecrets {
  /** They cannot be kept or read just now. The message says why, for people. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      super(message);
    }
  }

  /** They are under a key that is not here. The message says so, for people. */
  final class Locked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Locked(String message) {
      super(message);
    }
  }

  /**
   * Keeps a version, once this returns for good. Waits for Kafka.
   *
   * @throws Unavailable when it is not certain that they are kept
   */
  void put(SecretsName name, Map<String, String> values);

  /**
   * Removes a version. Waits for Kafka.
   *
   * @throws Unavailable when it is not certain that they are removed
   */
  void remove(SecretsName name);

  /**
   * What is kept under this name as far as it has been read; empty for what is not, or not yet.
   *
   * @throws Locked when no key here opens it
   */
  Optional<Map<String, String>> get(SecretsName name);

  /** Whether all that was there at the start has been read. */
  boolean ready();

  /** 16 hexadecimal digits that change with the values and tell nothing else of them. */
  String fingerprint(Map<String, String> values);
}
