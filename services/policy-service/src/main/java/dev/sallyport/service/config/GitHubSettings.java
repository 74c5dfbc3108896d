package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How workflow runs are cancelled. */
@ConfigMapping(prefix = "sallyport.github")
public interface GitHubSettings {
  /** May write the actions of all repositories concerned; without it or an app, none is. */
  @WithConverter(Converters.GitHubTokenText.class)
  Optional<GitHubToken> token();

  /** The GitHub App that does it instead: its client id, or its number. */
  @WithConverter(Converters.AppId.class)
  Optional<String> appId();

  /** The key of that app, read at the start only, so that an app that starts can sign. */
  @WithConverter(Converters.AppPrivateKeyFile.class)
  Optional<AppPrivateKey> appPrivateKeyFile();

  /** The REST API; of a GitHub Enterprise Server {@code https://host/api/v3}. */
  @WithDefault("https://api.github.com")
  @WithConverter(Converters.ApiUrl.class)
  URI apiUrl();
}
