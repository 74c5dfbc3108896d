package dev.sallyport.service.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.config.GitHubToken;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTokensTest {
  @Test
  void a_token_says_until_when_it_holds() {
    assertThat(
            InstallationToken.parse(
                "{\"token\": \"ghs_x\", \"expires_at\": \"2026-01-01T01:00:00Z\", \"more\": {}}"))
        .isEqualTo(
            new InstallationToken(new GitHubToken("ghs_x"), Instant.parse("2026-01-01T01:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"token\": \"ghs_x\"}",
        "{\"token\": \"ghs_x\", \"expires_at\": \"soon\"}",
        "{\"token\": \"ghs x\", \"expires_at\": \"2026-01-01T01:00:00Z\"}",
        "{\"expires_at\": \"2026-01-01T01:00:00Z\"}"
      })
  void whatever_else_is_none(String body) {
    assertThat(InstallationToken.parse(body)).isNull();
  }

  @Test
  void an_installation_has_a_number() {
    assertThat(GitHubApi.installationId("{\"id\": 7001, \"app_id\": 1}")).hasValue(7001);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{}", "{\"id\": \"../../x\"}", "{\"id\": 1e30}", "{\"id\": null}"})
  void what_has_none_is_no_installation(String body) {
    assertThat(GitHubApi.installationId(body)).isEmpty();
  }
}
