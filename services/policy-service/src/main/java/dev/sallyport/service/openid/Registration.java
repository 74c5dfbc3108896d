package dev.sallyport.service.openid;

import dev.sallyport.service.config.ClientSecret;
import dev.sallyport.service.config.SignInSettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * As what Sallyport is known to the provider, and whom it takes from there.
 *
 * @param redirect where people come back, exactly as it is written at the provider
 * @param domains whose accounts are taken, in lower case; of any if there are none
 * @param tenants likewise
 */
record Registration(
    URI issuer,
    String clientId,
    ClientSecret secret,
    URI redirect,
    List<String> domains,
    List<String> tenants,
    Optional<String> rolesClaim) {
  private static final String CALLBACK = "/sign-in/oidc/callback";

  /** Empty where no provider is named; what else is missing was refused at the start. */
  static Optional<Registration> of(SignInSettings settings, Optional<URI> publicUrl) {
    return settings
        .issuer()
        .map(issuer ->
            new Registration(
                issuer,
                settings.clientId().orElseThrow(),
                settings.clientSecret().orElseThrow(),
                redirect(publicUrl.orElseThrow()),
                folded(settings.allowedDomains()),
                folded(settings.allowedTenants()),
                settings.rolesClaim()));
  }

  private static URI redirect(URI publicUrl) {
    var text = publicUrl.toString();
    return URI.create(
        (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + CALLBACK);
  }

  private static List<String> folded(Optional<List<String>> names) {
    return names.orElse(List.of()).stream()
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .toList();
  }
}
