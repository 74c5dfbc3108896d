package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** What jobs report. */
@ConfigMapping(prefix = "sallyport.telemetry")
public interface TelemetrySettings {
  /** What one-time keys of jobs are authenticated with, where several instances have to agree. */
  @WithConverter(Converters.SharedSecretText.class)
  Optional<SharedSecret> secret();

  /** The secret before that one: keys that were given with it are still taken. */
  @WithConverter(Converters.SharedSecretText.class)
  Optional<SharedSecret> secretPrevious();
}
