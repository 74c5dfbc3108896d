package dev.sallyport.service.github;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.service.github.FakeGitHub.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The GitHub App of tests, as GitHub knows it (docs.github.com, "Generating a JSON Web Token" and
 * "REST API endpoints for GitHub Apps"): installed at acme/App, with nothing but actions.
 */
final class FakeApp {
  static final String ID = "Iv23liForTests";
  private static final String INSTALLATION = "7001";
  private static final Duration LIFE = Duration.ofHours(1);
  private static final JsonMapper JSON = new JsonMapper();

  private final PublicKey key;
  private final InstantSource clock;
  private final Map<String, Instant> tokens = new HashMap<>();
  private boolean granted = true;

  FakeApp(PublicKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /** From now on no token holds that was given before. */
  synchronized void revoke() {
    tokens.clear();
  }

  /** The organization has not let the app write its actions. */
  synchronized void mayNot() {
    granted = false;
  }

  synchronized boolean holds(String token) {
    var expires = tokens.get(token);
    return expires != null && expires.isAfter(clock.instant());
  }

  /** Null if it is nothing that an app asks. */
  synchronized @Nullable Answer answer(String method, String path, String token, String body) {
    var installation = method.equals("GET") && path.matches("/repos/[^/]+/[^/]+/installation");
    var accessToken = method.equals("POST") && path.matches("/app/installations/.*/access_tokens");
    if (!installation && !accessToken) {
      return null;
    }
    var wrong = wrong(token);
    if (wrong != null) {
      return Answer.of(401).saying("{\"message\": \"%s\"}".formatted(wrong));
    }
    if (installation) {
      return path.equals("/repos/acme/App/installation")
          ? Answer.of(200).saying("{\"id\": %s, \"app_slug\": \"x\"}".formatted(INSTALLATION))
          : Answer.of(404);
    }
    if (!path.equals("/app/installations/" + INSTALLATION + "/access_tokens")) {
      return Answer.of(404);
    }
    // An app that asks for more than it needs is refused here; GitHub would give it.
    return granted && narrow(body) ? give() : Answer.of(422);
  }

  private Answer give() {
    var token = "ghs_%d_for-tests".formatted(tokens.size());
    var expires = clock.instant().plus(LIFE);
    tokens.put(token, expires);
    return Answer.of(201)
        .saying("{\"token\": \"%s\", \"expires_at\": \"%s\"}".formatted(token, expires));
  }

  private static boolean narrow(String body) {
    return body.equals("{\"repositories\":[\"App\"],\"permissions\":{\"actions\":\"write\"}}");
  }

  /** What is wrong with a JWT; null if nothing is. */
  private @Nullable String wrong(String jwt) {
    var parts = jwt.split("\\.", -1);
    try {
      if (parts.length != 3
          || !JSON.readTree(decoded(parts[0])).path("alg").asText().equals("RS256")
          || !signed(parts[0] + "." + parts[1], decoded(parts[2]))) {
        return "A JSON web token could not be decoded";
      }
      var claims = JSON.readTree(decoded(parts[1]));
      var now = clock.instant().getEpochSecond();
      var issued = claims.path("iat").asLong();
      var expires = claims.path("exp").asLong();
      if (!claims.path("iss").asText().equals(ID)) {
        return "Integration not found";
      }
      if (issued == 0 || issued > now) {
        return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
      }
      if (expires <= now || expires > now + 600) {
        return "'Expiration time' claim ('exp') is too far in the future";
      }
      return null;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return "A JSON web token could not be decoded";
    }
  }

  private boolean signed(String content, byte[] signature) throws GeneralSecurityException {
    var check = Signature.getInstance("SHA256withRSA");
    check.initVerify(key);
    check.update(content.getBytes(StandardCharsets.US_ASCII));
    return check.verify(signature);
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
