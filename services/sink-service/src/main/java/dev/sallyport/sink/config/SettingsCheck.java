package dev.sallyport.sink.config;

import dev.sallyport.settings.BackboneCheck;
import dev.sallyport.settings.RefusedConfiguration;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** What no single setting can tell. Names that this service does not know are another's. */
@ApplicationScoped
class SettingsCheck {
  private static final int LEAST = 32;

  private final Config config;
  private final LedgerSettings ledger;
  private final DestinationSettings destinations;

  @Inject
  SettingsCheck(Config config, LedgerSettings ledger, DestinationSettings destinations) {
    this.config = config;
    this.ledger = ledger;
    this.destinations = destinations;
  }

  void refuse(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    var problems = problems();
    if (!problems.isEmpty()) {
      throw new RefusedConfiguration(problems);
    }
  }

  private List<String> problems() {
    var problems = new ArrayList<String>();
    var sinks = ledger.sinks();
    if (sinks.secretsKey().isEmpty()) {
      problems.add(
          "SALLYPORT_SINKS_SECRETS_KEY is missing: the one that the policy service is given too");
    }
    sinks
        .secretsKey()
        .flatMap(key -> flaw("SALLYPORT_SINKS_SECRETS_KEY", key))
        .ifPresent(problems::add);
    sinks
        .secretsKeyPrevious()
        .flatMap(key -> flaw("SALLYPORT_SINKS_SECRETS_KEY_PREVIOUS", key))
        .ifPresent(problems::add);
    problems.addAll(MailCheck.problems(destinations));
    problems.addAll(BackboneCheck.problems(config));
    return problems;
  }

  // Never the value: it is a secret.
  private static Optional<String> flaw(String setting, String key) {
    return key.length() >= LEAST && key.chars().allMatch(c -> c > ' ' && c < 0x7F)
        ? Optional.empty()
        : Optional.of(
            "%s has %d characters or more, all of printable ASCII and no blank"
                .formatted(setting, LEAST));
  }
}
