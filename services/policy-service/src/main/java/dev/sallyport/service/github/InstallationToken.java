package dev.sallyport.service.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.service.config.GitHubToken;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a GitHub App may do at one repository for an hour. */
record InstallationToken(GitHubToken token, Instant expires) {
  private static final Duration SPARE = Duration.ofMinutes(5);
  private static final JsonMapper JSON = new JsonMapper();

  /** Null if it is none. */
  static @Nullable InstallationToken parse(String body) {
    try {
      var answer = JSON.readTree(body);
      return new InstallationToken(
          new GitHubToken(answer.path("token").asText()),
          Instant.parse(answer.path("expires_at").asText()));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return null; // whoever asked says so; the cause may repeat the token
    }
  }

  /** Whether it lasts until a run that is cancelled with it has been looked at once more. */
  boolean lasts(Instant now) {
    return expires.isAfter(now.plus(SPARE));
  }
}
