package dev.sallyport.sink.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What the ledger of deliveries needs. */
@ConfigMapping(prefix = "sallyport")
public interface LedgerSettings {
  /** Where state is kept that can be derived again, and schema ids. */
  @WithDefault(".sallyport-sinks")
  Path dataDir();

  Sinks sinks();

  /** What the policy service is told too. */
  interface Sinks {
    /** What secrets of integrations are encrypted with; 32 characters or more. */
    Optional<String> secretsKey();

    /** The key before that one: what was encrypted with it is read, and encrypted anew. */
    Optional<String> secretsKeyPrevious();
  }
}
