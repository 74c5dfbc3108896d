package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** What the sink service is told too. */
@ConfigMapping(prefix = "sallyport.sinks")
public interface SinksSettings {
  /** What secrets of integrations are encrypted with; without it there are no integrations. */
  @WithConverter(Converters.SharedSecretText.class)
  Optional<SharedSecret> secretsKey();

  /** The key before that one: what was encrypted with it is still read. */
  @WithConverter(Converters.SharedSecretText.class)
  Optional<SharedSecret> secretsKeyPrevious();

  /** The mail server; without it no integration sends mail. */
  Optional<String> mailHost();

  /** Whom mail is from; needed with the server. */
  Optional<String> mailFrom();

  /** Whether integrations may send mail. */
  default boolean mail() {
    return mailHost().isPresent() && mailFrom().isPresent();
  }
}
