package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How workflow runs are cancelled. */
@ConfigMapping(prefix = "sallyport.github")
public interface GitHubSettings {
  /** May write the actions of all repositories concerned; without it, no run is cancelled. */
  @WithConverter(Converters.GitHubTokenText.class)
  Optional<GitHubToken> token();

  /** The REST API; of a GitHub Enterprise Server {@code https://host/api/v3}. */
  @WithDefault("https://api.github.com")
  @WithConverter(Converters.ApiUrl.class)
  URI apiUrl();
}
