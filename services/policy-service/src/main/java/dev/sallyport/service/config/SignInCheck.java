package dev.sallyport.service.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What signing in at an identity provider needs before it may be offered. */
final class SignInCheck {
  private static final String GOOGLE = "accounts.google.com";
  // Entra's national clouds, and the older form of its issuers.
  private static final Set<String> ENTRA =
      Set.of(
          "login.microsoftonline.com",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn",
          "sts.windows.net");
  // Not directories but doors for the accounts of all of them, whose tokens have other issuers.
  private static final Set<String> ENTRA_FOR_ALL = Set.of("common", "organizations", "consumers");

  private SignInCheck() {}

  static List<String> problems(SignInSettings settings, Optional<URI> publicUrl) {
    return settings
        .issuer()
        .map(issuer -> withIssuer(issuer, settings, publicUrl))
        .orElseGet(() -> withoutIssuer(settings));
  }

  private static List<String> withoutIssuer(SignInSettings settings) {
    var problems = new ArrayList<String>();
    needsIssuer(settings.clientId(), "CLIENT_ID", problems);
    needsIssuer(settings.clientSecret(), "CLIENT_SECRET", problems);
    needsIssuer(settings.allowedDomains(), "ALLOWED_DOMAINS", problems);
    needsIssuer(settings.allowedTenants(), "ALLOWED_TENANTS", problems);
    needsIssuer(settings.rolesClaim(), "ROLES_CLAIM", problems);
    needsIssuer(settings.roles(), "ROLES", problems);
    if (!settings.local()) {
      problems.add(
          "SALLYPORT_SIGN_IN_LOCAL is false, and without SALLYPORT_SIGN_IN_ISSUER nobody could sign"
              + " in");
    }
    return problems;
  }

  private static void needsIssuer(Optional<?> value, String name, List<String> problems) {
    if (value.isPresent()) {
      problems.add(
          "SALLYPORT_SIGN_IN_%s is set, and SALLYPORT_SIGN_IN_ISSUER is not".formatted(name));
    }
  }

  private static List<String> withIssuer(
      URI issuer, SignInSettings settings, Optional<URI> publicUrl) {
    var problems = new ArrayList<String>();
    required(settings.clientId(), "SALLYPORT_SIGN_IN_CLIENT_ID", problems);
    required(settings.clientSecret(), "SALLYPORT_SIGN_IN_CLIENT_SECRET", problems);
    required(publicUrl, "SALLYPORT_PUBLIC_URL", problems);
    publicUrl
        .filter(url -> !Urls.isSafe(url))
        .ifPresent(url ->
            problems.add(
                "SALLYPORT_PUBLIC_URL is %s: people come back there from the identity provider, so it is https (http on loopback only)"
                    .formatted(url)));
    var host = issuer.getHost().toLowerCase(Locale.ROOT);
    if (host.equals(GOOGLE) && settings.allowedDomains().isEmpty()) {
      problems.add(
          "SALLYPORT_SIGN_IN_ALLOWED_DOMAINS is missing: everybody has an account at Google; name"
              + " the domains of your organization");
    }
    if (ENTRA.contains(host)) {
      entra(issuer, settings, problems);
    }
    if (settings.rolesClaim().isPresent() != settings.roles().isPresent()) {
      problems.add(
          "SALLYPORT_SIGN_IN_ROLES_CLAIM and SALLYPORT_SIGN_IN_ROLES need each other: set both or"
              + " neither");
    }
    return problems;
  }

  private static void entra(URI issuer, SignInSettings settings, List<String> problems) {
    if (settings.allowedTenants().isEmpty()) {
      problems.add(
          "SALLYPORT_SIGN_IN_ALLOWED_TENANTS is missing: name the ids of the Entra tenants whose"
              + " accounts may sign in");
    }
    var path = issuer.getPath().split("/", -1);
    if (path.length > 1 && ENTRA_FOR_ALL.contains(path[1].toLowerCase(Locale.ROOT))) {
      problems.add(
          "SALLYPORT_SIGN_IN_ISSUER is %s, which is for the accounts of every tenant; put your tenant's id in place of “%s”"
              .formatted(issuer, path[1]));
    }
  }

  private static void required(Optional<?> value, String name, List<String> problems) {
    if (value.isEmpty()) {
      problems.add("%s is missing: SALLYPORT_SIGN_IN_ISSUER needs it".formatted(name));
    }
  }
}
