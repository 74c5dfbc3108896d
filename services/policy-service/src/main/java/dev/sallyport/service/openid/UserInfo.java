package dev.sallyport.service.openid;

import dev.sallyport.logging.LogLine;
import dev.sallyport.service.openid.Outcome.Proven;
import dev.sallyport.service.openid.Outcome.Refused;
import dev.sallyport.service.openid.Outcome.Unavailable;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * Who a verified ID token names, with what the provider tells of them at its userinfo endpoint
 * alone (OpenID Connect Core 1.0, 5.3): Okta's org authorization server, for one, leaves groups and
 * {@code email_verified} out of a token that comes with an access token.
 */
final class UserInfo {
  private static final Logger LOG = Logger.getLogger("sallyport.access");
  private static final String EMAIL = "email";
  private static final String VERIFIED = "email_verified";

  private final Registration registration;
  private final IssuerHttp http;

  UserInfo(Registration registration, IssuerHttp http) {
    this.registration = registration;
    this.http = http;
  }

  /**
   * Waits for the provider, where it has to be asked.
   *
   * @param claims of the ID token; they count more than what is asked for
   * @param address where to ask; null if the provider names no place
   * @param accessToken as it came with the ID token
   */
  Outcome person(JwtClaims claims, @Nullable URI address, @Nullable Object accessToken) {
    if (address == null || complete(claims)) {
      return named(claims);
    }
    // RFC 6750, 2.1, and what a header can carry.
    if (!(accessToken instanceof String token) || !token.matches("[\\x21-\\x7E]+")) {
      return new Unavailable("its answer holds no access token");
    }
    Map<String, Object> told;
    try {
      told = IssuerHttp.json(http.get(address, token).join());
    } catch (CompletionException | IllegalStateException e) {
      LOG.warn(
          LogLine.of("identity provider does not tell who somebody is")
              .with("issuer", registration.issuer())
              .with("cause", e));
      // Never fewer roles than they have, and silently so.
      return new Unavailable("it does not tell what it knows of you");
    }
    // Core 5.3.2: an answer about somebody else must not be used.
    if (!(claims.getClaimValue("sub") instanceof String subject)
        || !subject.equals(told.get("sub"))) {
      return new Refused("what it tells is of somebody else");
    }
    return named(merged(claims, told));
  }

  private boolean complete(JwtClaims claims) {
    return claims.hasClaim(VERIFIED)
        && registration.rolesClaim().filter(claim -> !claims.hasClaim(claim)).isEmpty();
  }

  private static JwtClaims merged(JwtClaims claims, Map<String, Object> told) {
    var added = new HashMap<>(told);
    // “Verified” is said of the address beside it, and must not come to stand beside another.
    var sameAddress =
        claims.hasClaim(EMAIL)
            ? claims.getClaimValue(EMAIL).equals(told.get(EMAIL))
            : !claims.hasClaim(VERIFIED);
    if (!sameAddress) {
      added.remove(EMAIL);
      added.remove(VERIFIED);
    }
    added.forEach((name, value) -> {
      if (!claims.hasClaim(name)) {
        claims.setClaim(name, value);
      }
    });
    return claims;
  }

  private Outcome named(JwtClaims claims) {
    try {
      return new Proven(
          Person.of(registration.issuer().toString(), claims, registration.rolesClaim()));
    } catch (IllegalArgumentException e) {
      return new Refused("its ID token names nobody");
    }
  }
}
