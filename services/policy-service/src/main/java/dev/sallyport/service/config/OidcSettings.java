package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whose identity tokens are believed. */
@ConfigMapping(prefix = "sallyport.oidc")
public interface OidcSettings {
  /** The issuer of GitHub's workflow tokens; https, or http on loopback. */
  @WithDefault("https://token.actions.githubusercontent.com")
  @WithConverter(Converters.Issuer.class)
  URI githubIssuer();

  /** Audiences accepted besides GitHub's own {@code https://github.com/{owner}}. */
  Optional<List<String>> githubAudiences();
}
