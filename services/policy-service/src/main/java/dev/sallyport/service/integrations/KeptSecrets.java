package dev.sallyport.service.integrations;

import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.config.SinksSettings;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NotSetUp;
import dev.sallyport.topology.secrets.IntegrationSecrets;
import dev.sallyport.topology.secrets.SecretsName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the secrets of integrations while these change: each change has a version of its own, and
 * what no change needs any more is removed.
 */
@Singleton
final class KeptSecrets {
  private static final Logger LOG = Logger.getLogger(KeptSecrets.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int VERSION_BYTES = 16;

  private final IntegrationSecrets secrets;
  private final SinksSettings sinks;

  @Inject
  KeptSecrets(IntegrationSecrets secrets, SinksSettings sinks) {
    this.secrets = secrets;
    this.sinks = sinks;
  }

  /** Rejects a change where nothing could be delivered. */
  void requireKey() {
    if (sinks.secretsKey().isEmpty()) {
      throw new Rejection(
          new NotSetUp(
              "This installation delivers nothing: its operator has to set"
                  + " SALLYPORT_SINKS_SECRETS_KEY and to run the sink service."));
    }
  }

  /** None where no key here opens them: they are given again with a change, or it is refused. */
  Map<String, String> readable(Owner owner, Integration integration) {
    try {
      return integration.secrets().equals(SecretsReference.NONE)
          ? Map.of()
          : secrets.get(SecretsName.of(owner, integration)).orElse(Map.of());
    } catch (IntegrationSecrets.Locked e) {
      return Map.of();
    }
  }

  /** A version of its own, each time. */
  SecretsReference reference(Map<String, String> values) {
    if (values.isEmpty()) {
      return SecretsReference.NONE;
    }
    var version = new byte[VERSION_BYTES];
    RANDOM.nextBytes(version);
    return new SecretsReference(HexFormat.of().formatHex(version), secrets.fingerprint(values));
  }

  void keep(SecretsName name, Map<String, String> values) {
    if (!values.isEmpty()) {
      secrets.put(name, values);
    }
  }

  /** After a timeout nothing is removed: it is not known whether the change came to be. */
  void forgetAfter(Rejection refused, @Nullable SecretsName name) {
    if (name != null && refused.problem().type().status() < 500) {
      forget(name);
    }
  }

  /** What a repeat is known by. It goes to Kafka as it is, so secrets go in by a key. */
  byte @Nullable [] keyed(byte @Nullable [] body) {
    return body == null
        ? null
        : keyed(new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.US_ASCII);
  }

  String keyed(String text) {
    return secrets.fingerprint(Map.of("request", text));
  }

  /** What is left behind is encrypted and named by nothing: no reason to fail what was done. */
  void forget(SecretsName name) {
    if (name.version().isEmpty()) {
      return;
    }
    try {
      secrets.remove(name);
    } catch (IntegrationSecrets.Unavailable e) {
      LOG.warnf("Secrets that nothing needs any more were left behind: %s", name);
    }
  }
}
