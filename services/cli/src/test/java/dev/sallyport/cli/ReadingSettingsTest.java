package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.SettingsReader.Reading;
import dev.sallyport.cli.UpSettings.Kafka;
import dev.sallyport.cli.UpSettings.Registry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingSettingsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void without_any_listens_on_loopback_and_starts_servers_of_its_own() {
    var settings = understood(Map.of(), Map.of());

    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().tls()).isEmpty();
    assertThat(settings.tenant()).isEqualTo("default");
    assertThat(settings.data()).isEqualTo(Path.of(".sallyport").toAbsolutePath());
    assertThat(settings.githubIssuer())
        .isEqualTo(URI.create("https://token.actions.githubusercontent.com"));
    assertThat(settings.kafka()).isEqualTo(new Kafka.Local(OptionalInt.empty()));
    assertThat(settings.registry()).isEqualTo(new Registry.Local(OptionalInt.empty()));
    assertThat(settings.adminKey()).isEmpty();
  }

  @Test
  void a_flag_wins_over_the_environment() {
    var settings =
        understood(Map.of(Setting.HTTP_PORT, "9001"), Map.of("SALLYPORT_HTTP_PORT", "9002"));

    assertThat(settings.http().port()).isEqualTo(9001);
  }

  @Test
  void an_empty_variable_is_as_good_as_none() {
    assertThat(understood(Map.of(), Map.of("SALLYPORT_HTTP_PORT", " ")).http().port())
        .isEqualTo(8080);
  }

  @Test
  void an_empty_variable_is_neither_misplaced_nor_passed_on_nor_shown_as_set() {
    var environment =
        Map.of(
            "SALLYPORT_KAFKA_SASL_MECHANISM", "",
            "SALLYPORT_BLOCK_LIST_FILE", "",
            "SALLYPORT_ADMIN_KEY", "");
    var settings = understood(Map.of(), environment);

    assertThat(settings.adminKey()).isEmpty();
    assertThat(settings.passedOn()).isEmpty();
    assertThat(SettingsCommand.table(environment)).doesNotContain("(set, not shown)");
  }

  @Test
  void everything_wrong_is_reported_at_once() {
    var problems =
        refused(
            Map.of(
                "SALLYPORT_HTTP_PORT", "eighty",
                "SALLYPORT_TENANT", "a b",
                "SALLYPORT_PUBLIC_URL", "ftp://example.org",
                "SALLYPORT_PARTITIONS", "0"));

    assertThat(problems).hasSize(4);
    assertThat(String.join("\n", problems))
        .contains("--port or SALLYPORT_HTTP_PORT is eighty")
        .contains("SALLYPORT_TENANT", "SALLYPORT_PUBLIC_URL", "SALLYPORT_PARTITIONS");
  }

  @ParameterizedTest
  @CsvSource({
    "SALLYPORT_HTTP_PORT,65536",
    "SALLYPORT_HTTP_PORT,-1",
    "SALLYPORT_HTTP_PORT,0",
    "SALLYPORT_TLS_TERMINATED_BY_PROXY,yes",
    "SALLYPORT_TRUSTED_PROXIES,proxy.example.org",
    "SALLYPORT_ADMIN_KEY,short",
    "SALLYPORT_ADMIN_KEY,a key with blanks in the middle of it",
    "SALLYPORT_SESSION_SECRET,shorter-than-32-characters",
    "SALLYPORT_TELEMETRY_SECRET,shorter-than-32-characters",
    "SALLYPORT_TELEMETRY_SECRET_PREVIOUS,shorter-than-32-characters",
    "SALLYPORT_OIDC_GITHUB_ISSUER,not a url",
    "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS,broker-without-port",
    "SALLYPORT_SCHEMA_REGISTRY_URL,registry:8081",
    "SALLYPORT_TLS_CERT,/does/not/exist.pem",
    "SALLYPORT_PARTITIONS,1001"
  })
  void a_wrong_value_names_its_setting(String variable, String value) {
    assertThat(refused(Map.of(variable, value))).first().asString().contains(variable);
  }

  @Test
  void a_secret_that_is_refused_is_not_repeated() {
    for (var variable :
        List.of("SALLYPORT_ADMIN_KEY", "SALLYPORT_SESSION_SECRET", "SALLYPORT_TELEMETRY_SECRET")) {
      assertThat(refused(Map.of(variable, "hunter2")).getFirst()).doesNotContain("hunter2");
    }
  }

  @Test
  void shared_secrets_are_passed_on_to_the_service_and_not_shown() {
    var environment =
        Map.of(
            "SALLYPORT_SESSION_SECRET",
            "a-secret-of-thirty-two-characters",
            "SALLYPORT_TELEMETRY_SECRET",
            "another-secret-of-thirty-two-characters",
            "SALLYPORT_TELEMETRY_SECRET_PREVIOUS",
            "the-secret-of-thirty-two-characters-before");

    assertThat(understood(Map.of(), environment).passedOn()).isEqualTo(environment);
    assertThat(SettingsCommand.table(environment)).doesNotContain("thirty-two");
  }

  @Test
  void how_people_sign_in_is_passed_on_to_the_service_and_its_secret_not_shown() {
    var environment =
        Map.of(
            "SALLYPORT_SIGN_IN_ISSUER", "https://issuer.example",
            "SALLYPORT_SIGN_IN_CLIENT_SECRET", "hunter2",
            "SALLYPORT_SIGN_IN_ROLES", "a=admin,b=editor@acme",
            "SALLYPORT_SIGN_IN_LOCAL", "false");

    assertThat(understood(Map.of(), environment).passedOn()).isEqualTo(environment);
    assertThat(SettingsCommand.table(environment))
        .contains("https://issuer.example", "b=editor@acme")
        .doesNotContain("hunter2");
  }

  @Test
  void how_runs_are_cancelled_is_passed_on_to_the_service_and_the_token_not_shown() {
    var environment =
        Map.of(
            "SALLYPORT_GITHUB_TOKEN", "hunter2",
            "SALLYPORT_GITHUB_APP_ID", "Iv23liABC",
            "SALLYPORT_GITHUB_APP_PRIVATE_KEY_FILE", "/etc/sallyport/app.pem",
            "SALLYPORT_GITHUB_API_URL", "https://ghes.example/api/v3");

    assertThat(understood(Map.of(), environment).passedOn()).isEqualTo(environment);
    assertThat(SettingsCommand.table(environment))
        .contains("https://ghes.example/api/v3", "Iv23liABC", "/etc/sallyport/app.pem")
        .doesNotContain("hunter2");
  }

  @Test
  void beyond_loopback_it_takes_a_certificate_or_a_proxy_that_has_one() throws Exception {
    var certificate = Files.writeString(folder.resolve("server.pem"), "").toString();
    var key = Files.writeString(folder.resolve("server-key.pem"), "").toString();

    assertThat(refused(Map.of("SALLYPORT_HTTP_HOST", "0.0.0.0")).getFirst())
        .contains("keys would travel in the clear");
    assertThat(
            understood(
                    Map.of(),
                    Map.of(
                        "SALLYPORT_HTTP_HOST", "0.0.0.0",
                        "SALLYPORT_TLS_CERT", certificate,
                        "SALLYPORT_TLS_KEY", key))
                .http()
                .tls())
        .isPresent();
    assertThat(
            understood(
                    Map.of(),
                    Map.of(
                        "SALLYPORT_HTTP_HOST", "0.0.0.0",
                        "SALLYPORT_TLS_TERMINATED_BY_PROXY", "true"))
                .http()
                .terminatedByProxy())
        .isTrue();
  }

  @Test
  void a_certificate_and_its_key_go_together() throws Exception {
    var certificate = Files.writeString(folder.resolve("server.pem"), "").toString();

    assertThat(refused(Map.of("SALLYPORT_TLS_CERT", certificate)).getFirst())
        .contains("SALLYPORT_TLS_KEY", "go together");
  }

  @Test
  void with_an_existing_kafka_and_registry_none_is_started() {
    var settings =
        understood(
            Map.of(),
            Map.of(
                "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS", "one:9092,two:9092",
                "SALLYPORT_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "SALLYPORT_SCHEMA_REGISTRY_URL", "https://registry.example.org"));

    assertThat(settings.kafka()).isEqualTo(new Kafka.Existing("one:9092,two:9092"));
    assertThat(settings.registry())
        .isEqualTo(new Registry.Existing(URI.create("https://registry.example.org")));
    assertThat(settings.passedOn())
        .isEqualTo(Map.of("SALLYPORT_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"));
  }

  @Test
  void settings_of_an_existing_kafka_are_refused_where_one_is_started() {
    assertThat(refused(Map.of("SALLYPORT_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")).getFirst())
        .contains("SALLYPORT_KAFKA_SECURITY_PROTOCOL", "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS");
  }

  @Test
  void a_port_for_a_broker_that_is_not_started_is_refused() {
    assertThat(
            refused(
                    Map.of(
                        "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS", "one:9092",
                        "SALLYPORT_LOCAL_KAFKA_PORT", "9092"))
                .getFirst())
        .contains("SALLYPORT_LOCAL_KAFKA_PORT");
  }

  @Test
  void what_only_the_service_knows_is_passed_on_and_what_is_for_clients_is_not() {
    assertThat(
            understood(
                    Map.of(),
                    Map.of(
                        "SALLYPORT_SOMETHING_NEW", "1", "SALLYPORT_API_KEY", "secret", "HOME", "/"))
                .passedOn())
        .isEqualTo(Map.of("SALLYPORT_SOMETHING_NEW", "1"));
  }

  private static UpSettings understood(
      Map<Setting, String> flags, Map<String, String> environment) {
    return switch (SettingsReader.read(flags, environment)) {
      case Reading.Understood(var settings) -> settings;
      case Reading.Refused(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static List<String> refused(Map<String, String> environment) {
    return switch (SettingsReader.read(Map.of(), environment)) {
      case Reading.Understood(var settings) -> throw new AssertionError(settings.toString());
      case Reading.Refused(var problems) -> problems;
    };
  }
}
