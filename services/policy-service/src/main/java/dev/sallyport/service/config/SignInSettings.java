package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** How people sign in: at an identity provider, once one is named, and with a key. */
@ConfigMapping(prefix = "sallyport.sign-in")
public interface SignInSettings {
  /** The OpenID Connect issuer that people sign in at; https, or http on loopback. */
  @WithConverter(Converters.Issuer.class)
  Optional<URI> issuer();

  /** As what Sallyport is registered there. */
  Optional<String> clientId();

  /** With what it proves to be that. */
  @WithConverter(Converters.ClientSecretText.class)
  Optional<ClientSecret> clientSecret();

  /** What people call the provider, on the button. */
  @WithDefault("single sign-on")
  String name();

  /** Google's claim {@code hd} has to be one of these. */
  Optional<List<String>> allowedDomains();

  /** Entra's claim {@code tid} has to be one of these. */
  Optional<List<String>> allowedTenants();

  /** The claim whose values stand for roles. */
  Optional<String> rolesClaim();

  /** Which value stands for which role. */
  Optional<List<@WithConverter(RoleOfClaim.Text.class) RoleOfClaim>> roles();

  /** Whether a key signs in as well. */
  @WithDefault("true")
  boolean local();
}
