package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** HTTPS. With a certificate and its key the port speaks HTTPS only. */
@ConfigMapping(prefix = "sallyport.tls")
public interface TlsSettings {
  /** PEM file with the certificate chain. */
  Optional<Path> cert();

  /** PEM file with the key of that certificate. */
  Optional<Path> key();

  /** Whether a proxy in front serves HTTPS, so that plain HTTP beyond loopback is meant. */
  @WithDefault("false")
  boolean terminatedByProxy();
}
