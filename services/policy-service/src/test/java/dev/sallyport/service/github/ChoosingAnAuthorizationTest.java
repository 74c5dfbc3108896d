package dev.sallyport.service.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.config.AppKeys;
import dev.sallyport.service.config.AppPrivateKey;
import dev.sallyport.service.config.GitHubSettings;
import dev.sallyport.service.config.GitHubToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoosingAnAuthorizationTest {
  private static final URI API = URI.create("https://api.github.com");
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private record Settings(
      Optional<GitHubToken> token,
      Optional<String> appId,
      Optional<AppPrivateKey> appPrivateKeyFile,
      URI apiUrl)
      implements GitHubSettings {}

  @Test
  void a_token_is_shown_as_it_is() {
    var token = new GitHubToken("github_pat_x");
    var settings = new Settings(Optional.of(token), Optional.empty(), Optional.empty(), API);

    try (var access = GitHubAccess.of(settings, PATIENCE)) {
      assertThat(access)
          .extracting(GitHubAccess::authorization)
          .isEqualTo(new Authorization.Fixed(token));
    }
  }

  @Test
  void an_app_gets_its_own(@TempDir Path folder) throws IOException {
    var file = folder.resolve("app.pem");
    Files.writeString(file, AppKeys.fromGitHub(AppKeys.pair("RSA", 2_048).getPrivate()));
    var key = AppPrivateKey.read(file.toString());
    var settings = new Settings(Optional.empty(), Optional.of("1"), Optional.of(key), API);

    try (var access = GitHubAccess.of(settings, PATIENCE)) {
      assertThat(access).extracting(GitHubAccess::authorization).isInstanceOf(GitHubApp.class);
    }
  }

  @Test
  void without_either_nothing_is_asked() {
    var none = new Settings(Optional.empty(), Optional.empty(), Optional.empty(), API);

    assertThat(GitHubAccess.of(none, PATIENCE)).isNull();
  }
}
