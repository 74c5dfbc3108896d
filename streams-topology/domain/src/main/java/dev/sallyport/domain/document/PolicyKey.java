package dev.sallyport.domain.document;

import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a policy: inputs of the Harden-Runner action (action.yml) and the store's own. */
enum PolicyKey {
  EGRESS_POLICY("egress-policy"),
  ALLOWED_ENDPOINTS("allowed-endpoints"),
  DENIED_ENDPOINTS("denied-endpoints"),
  DISABLE_SUDO("disable-sudo"),
  DISABLE_SUDO_AND_CONTAINERS("disable-sudo-and-containers"),
  DISABLE_FILE_MONITORING("disable-file-monitoring"),
  DISABLE_TELEMETRY("disable-telemetry"),
  LOCKDOWN_MODE("lockdown-mode");

  private final String text;

  PolicyKey(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static Optional<PolicyKey> named(String text) {
    return Stream.of(values()).filter(key -> key.text.equals(text)).findFirst();
  }

  /** The flaw of a key that is none of these. */
  static Flaw flawOf(String text) {
    return switch (text) {
      case "use-policy-store", "api-key", "policy", "token" ->
          new Flaw(
              FindingCode.ACTION_INPUT,
              "%s tells the action where its policy is; it is no part of one: remove it"
                  .formatted(text));
      default ->
          new Flaw(
              FindingCode.UNKNOWN_KEY,
              "‘%s’ is no setting of a policy: %s"
                  .formatted(
                      EndpointText.brief(text),
                      Suggestion.of(text, Stream.of(values()).map(PolicyKey::text).toList())));
    };
  }
}
