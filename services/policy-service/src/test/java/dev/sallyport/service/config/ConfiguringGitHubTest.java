package dev.sallyport.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguringGitHubTest {
  private final Path file;

  ConfiguringGitHubTest(@TempDir Path folder) {
    this.file = folder.resolve("app.pem");
  }

  @BeforeEach
  void putTheKeyThere() throws IOException {
    Files.writeString(file, AppKeys.fromGitHub(AppKeys.pair("RSA", 2_048).getPrivate()));
  }

  @Test
  void takes_a_token_an_app_or_nothing() {
    assertThat(problems(Map.of())).isEmpty();
    assertThat(problems(Map.of("APP_ID", "", "APP_PRIVATE_KEY_FILE", " "))).isEmpty();
    assertThat(problems(Map.of("TOKEN", "github_pat_x"))).isEmpty();
    assertThat(problems(app("123456"))).isEmpty();
    assertThat(problems(app("Iv1.8a61f9b3a7aba766"))).isEmpty();
  }

  @Test
  void an_id_and_a_key_need_each_other() {
    for (var one : List.of(Map.of("APP_ID", "1"), Map.of("APP_PRIVATE_KEY_FILE", file()))) {
      assertThat(problems(one))
          .containsExactly(
              "SALLYPORT_GITHUB_APP_ID and SALLYPORT_GITHUB_APP_PRIVATE_KEY_FILE need each other:"
                  + " set both or neither");
    }
  }

  @Test
  void a_token_and_an_app_exclude_each_other() {
    var both = app("1");
    both.put("TOKEN", "github_pat_x");

    assertThat(problems(both))
        .containsExactly(
            "SALLYPORT_GITHUB_TOKEN excludes SALLYPORT_GITHUB_APP_ID and"
                + " SALLYPORT_GITHUB_APP_PRIVATE_KEY_FILE: set the token, or the app");
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    assertThatThrownBy(
            () -> problems(Map.of("APP_ID", "the app", "APP_PRIVATE_KEY_FILE", file() + "x")))
        .isInstanceOfSatisfying(
            ConfigValidationException.class,
            invalid -> assertThat(invalid.getProblemCount()).isEqualTo(2))
        .hasMessageContaining("write the app's client id, or its number")
        .hasMessageContaining("names no file that can be read");
  }

  @Test
  void the_file_is_read_once_at_the_start() throws IOException {
    var settings = settings(app("1"));

    Files.delete(file);

    assertThat(settings.appPrivateKeyFile().orElseThrow().sign(new byte[1])).hasSize(256);
  }

  private Map<String, String> app(String id) {
    return new HashMap<>(Map.of("APP_ID", id, "APP_PRIVATE_KEY_FILE", file()));
  }

  private String file() {
    return file.toString();
  }

  private static List<String> problems(Map<String, String> set) {
    return GitHubCheck.problems(settings(set));
  }

  private static GitHubSettings settings(Map<String, String> set) {
    var environment = new HashMap<String, String>();
    set.forEach((name, value) -> environment.put("SALLYPORT_GITHUB_" + name, value));
    return new SmallRyeConfigBuilder()
        .withSources(new EnvConfigSource(environment, 300))
        .withValidateUnknown(false)
        .withInterceptors(new EmptyIsNotSet())
        .withMapping(GitHubSettings.class)
        .build()
        .getConfigMapping(GitHubSettings.class);
  }
}
