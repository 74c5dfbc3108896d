package dev.sallyport.service.github;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.service.config.AppPrivateKey;
import dev.sallyport.service.config.GitHubToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * With what an app proves to be one (docs.github.com, "Generating a JSON Web Token (JWT) for a
 * GitHub App").
 */
final class AppJwt {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
  // GitHub takes ten minutes at most, by its own clock: this one may be a minute off either way.
  private static final Duration BEFORE = Duration.ofMinutes(1);
  private static final Duration AFTER = Duration.ofMinutes(9);

  private AppJwt() {}

  static GitHubToken signed(String app, AppPrivateKey key, Instant now) {
    var claims =
        JsonNodeFactory.instance
            .objectNode()
            .put("iat", now.minus(BEFORE).getEpochSecond())
            .put("exp", now.plus(AFTER).getEpochSecond())
            .put("iss", app);
    var content = base64(HEADER) + "." + base64(claims.toString());
    return new GitHubToken(
        content + "." + BASE64.encodeToString(key.sign(content.getBytes(US_ASCII))));
  }

  private static String base64(String json) {
    return BASE64.encodeToString(json.getBytes(US_ASCII));
  }
}
