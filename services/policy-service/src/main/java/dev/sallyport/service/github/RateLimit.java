package dev.sallyport.service.github;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long GitHub wants to be left alone (docs.github.com, "Rate limits for the REST API").
 */
final class RateLimit {
  // Where a secondary limit names no time, a minute at least.
  private static final Duration UNNAMED = Duration.ofMinutes(1);

  private RateLimit() {}

  /** Null if it is no answer of a limit: 403 is also that of a token that may not do it. */
  static @Nullable Duration pause(HttpResponse<?> answer, Instant now) {
    if (answer.statusCode() != 429 && answer.statusCode() != 403) {
      return null;
    }
    var after = number(answer.headers(), "retry-after");
    if (after.isPresent()) {
      return Duration.ofSeconds(after.getAsLong());
    }
    var left = number(answer.headers(), "x-ratelimit-remaining");
    var reset = number(answer.headers(), "x-ratelimit-reset");
    if (reset.isPresent() && left.isPresent() && left.getAsLong() == 0) {
      var seconds = reset.getAsLong() - now.getEpochSecond() + 1;
      return Duration.ofSeconds(Math.max(1, seconds));
    }
    return answer.statusCode() == 429 ? UNNAMED : null;
  }

  private static OptionalLong number(HttpHeaders headers, String name) {
    var text = headers.firstValue(name).orElse("");
    // Ten digits hold seconds since 1970 until the year 2286.
    return text.matches("[0-9]{1,10}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
