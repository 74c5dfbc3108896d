package dev.sallyport.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.settings.PrefixedProperties;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeavingSettingsEmptyTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void is_leaving_them_out(String nothing) {
    var config =
        config(
            Stream.of(
                    "SALLYPORT_ADMIN_KEY",
                    "SALLYPORT_TENANT",
                    "SALLYPORT_DATA_DIR",
                    "SALLYPORT_PARTITIONS",
                    "SALLYPORT_TRUSTED_PROXIES",
                    "SALLYPORT_HTTP_PORT",
                    "SALLYPORT_TLS_CERT",
                    "SALLYPORT_TLS_TERMINATED_BY_PROXY",
                    "SALLYPORT_OIDC_GITHUB_ISSUER",
                    "SALLYPORT_GITHUB_TOKEN",
                    "SALLYPORT_GITHUB_APP_ID",
                    "SALLYPORT_GITHUB_APP_PRIVATE_KEY_FILE",
                    "SALLYPORT_GITHUB_API_URL",
                    "SALLYPORT_KAFKA_SASL_MECHANISM")
                .collect(Collectors.toMap(Function.identity(), _ -> nothing)));
    var installation = config.getConfigMapping(InstallationSettings.class);

    assertThat(installation.adminKey()).isEmpty();
    assertThat(installation.tenant()).isEqualTo("default");
    assertThat(installation.dataDir()).isEqualTo(Path.of(".sallyport"));
    assertThat(installation.partitions()).isEqualTo(6);
    assertThat(installation.trustedProxies()).isEmpty();
    assertThat(config.getConfigMapping(HttpSettings.class).port()).isEqualTo(8080);
    assertThat(config.getConfigMapping(TlsSettings.class).cert()).isEmpty();
    assertThat(config.getConfigMapping(TlsSettings.class).terminatedByProxy()).isFalse();
    assertThat(config.getConfigMapping(OidcSettings.class).githubIssuer())
        .isEqualTo(URI.create("https://token.actions.githubusercontent.com"));
    assertThat(config.getConfigMapping(GitHubSettings.class).token()).isEmpty();
    assertThat(config.getConfigMapping(GitHubSettings.class).appId()).isEmpty();
    assertThat(config.getConfigMapping(GitHubSettings.class).appPrivateKeyFile()).isEmpty();
    assertThat(config.getConfigMapping(GitHubSettings.class).apiUrl())
        .isEqualTo(URI.create("https://api.github.com"));
    assertThat(PrefixedProperties.kafka(config)).isEmpty();
  }

  @Test
  void leaves_what_is_set_as_it_is() {
    var config = config(Map.of("SALLYPORT_TENANT", "acme", "SALLYPORT_PARTITIONS", "12"));
    var installation = config.getConfigMapping(InstallationSettings.class);

    assertThat(installation.tenant()).isEqualTo("acme");
    assertThat(installation.partitions()).isEqualTo(12);
  }

  private static SmallRyeConfig config(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .withSources(new EnvConfigSource(environment, 300))
        .withValidateUnknown(false)
        .withInterceptors(new EmptyIsNotSet())
        .withMapping(InstallationSettings.class)
        .withMapping(HttpSettings.class)
        .withMapping(TlsSettings.class)
        .withMapping(OidcSettings.class)
        .withMapping(GitHubSettings.class)
        .build();
  }
}
