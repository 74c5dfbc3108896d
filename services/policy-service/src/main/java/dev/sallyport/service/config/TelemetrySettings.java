package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
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

  /** How many runs in a row without anything new make a baseline stable; 1 to 1000. */
  @WithDefault("100")
  @WithConverter(Converters.RunCount.class)
  Integer baselineStableAfter();
}
