package dev.sallyport.service.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

class ReadingRateLimitsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

  @Test
  void reads_the_seconds_of_a_secondary_limit() {
    assertThat(RateLimit.pause(answer(403, "retry-after", "60"), NOW))
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(RateLimit.pause(answer(429, "retry-after", "0"), NOW)).isZero();
  }

  @Test
  void reads_when_a_primary_limit_ends() {
    assertThat(
            RateLimit.pause(
                answer(403, "x-ratelimit-remaining", "0", "x-ratelimit-reset", "1790000029"), NOW))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(
            RateLimit.pause(
                answer(429, "x-ratelimit-remaining", "0", "x-ratelimit-reset", "1780000000"), NOW))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void waits_a_minute_where_no_time_is_named() {
    assertThat(RateLimit.pause(answer(429), NOW)).isEqualTo(Duration.ofMinutes(1));
    assertThat(RateLimit.pause(answer(429, "retry-after", "soon"), NOW))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void takes_nothing_else_for_a_limit() {
    assertThat(RateLimit.pause(answer(202, "retry-after", "60"), NOW)).isNull();
    assertThat(
            RateLimit.pause(
                answer(403, "x-ratelimit-remaining", "4999", "x-ratelimit-reset", "1790000029"),
                NOW))
        .isNull();
  }

  private static HttpResponse<String> answer(int status, String... headers) {
    var named = new HashMap<String, List<String>>();
    for (var i = 0; i < headers.length; i += 2) {
      named.put(headers[i], List.of(headers[i + 1]));
    }
    return new Headers(status, HttpHeaders.of(named, (_, _) -> true));
  }

  private record Headers(int statusCode, HttpHeaders headers) implements HttpResponse<String> {
    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public String body() {
      return "";
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("http://127.0.0.1/");
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
