package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** Sessions of people in a browser. */
@ConfigMapping(prefix = "sallyport.session")
public interface SessionSettings {
  /** What they are authenticated with, where several instances have to agree; 32 characters. */
  @WithConverter(Converters.SharedSecretText.class)
  Optional<SharedSecret> secret();
}
