package dev.sallyport.schemas.serde;

import static dev.sallyport.schemas.serde.SampleSchemas.GATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.schemas.serde.ScriptedRegistry.Answer;
import dev.sallyport.schemas.serde.ScriptedRegistry.Asked;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

final class AskingARegistryTest {
  private static final Answer BUSY = new Answer(503, "busy");
  private static final Answer SEVEN = new Answer(200, "{\"id\": 7}");

  @Test
  void posts_the_schema_under_an_escaped_subject() {
    try (var server = new ScriptedRegistry(SEVEN);
        var client = client(server.url(), Map.of())) {
      assertThat(client.register("policy-events-a b/c", GATE)).isEqualTo(7);
      assertThat(server.asked)
          .singleElement()
          .isEqualTo(
              new Asked(
                  "POST",
                  "/subjects/policy-events-a%20b%2Fc/versions",
                  Optional.empty(),
                  "{\"schema\":\"" + SchemaText.of(GATE).replace("\"", "\\\"") + "\"}"));
    }
  }

  @Test
  void tries_again_when_the_registry_is_busy() {
    try (var server = new ScriptedRegistry(BUSY, BUSY, SEVEN);
        var client = client(server.url(), Map.of())) {
      assertThat(client.register("s", GATE)).isEqualTo(7);
      assertThat(server.asked).hasSize(3);
    }
  }

  @Test
  void gives_up_after_its_retries_and_says_what_each_address_answered() {
    try (var server = new ScriptedRegistry(BUSY);
        var client = client(server.url(), Map.of("max.retries", "2"))) {
      assertThatThrownBy(() -> client.register("s", GATE))
          .isInstanceOf(RegistryException.Unavailable.class)
          .hasMessageContaining(server.url() + " answered 503");
      assertThat(server.asked).hasSize(3);
    }
  }

  @Test
  void turns_to_the_next_address_and_stays_there() {
    var gone = new ScriptedRegistry(SEVEN);
    gone.close();
    try (var standing = new ScriptedRegistry(SEVEN);
        var client = client(gone.url() + ", " + standing.url() + "/", Map.of("max.retries", "0"))) {
      assertThat(client.register("s", GATE)).isEqualTo(7);
      assertThat(client.register("s", GATE)).isEqualTo(7);
      assertThat(standing.asked).hasSize(2);
    }
  }

  @Test
  void does_not_repeat_what_was_refused() {
    try (var server =
            new ScriptedRegistry(
                new Answer(409, "{\"error_code\": 409, \"message\": \"incompatible\"}"));
        var client = client(server.url(), Map.of())) {
      assertThatThrownBy(() -> client.register("s", GATE))
          .isInstanceOf(RegistryException.Refused.class)
          .hasMessageContaining("409 incompatible");
      assertThat(server.asked).hasSize(1);
    }
  }

  @Test
  void an_answer_that_is_no_registrys_is_an_outage_and_not_a_crash() {
    try (var server = new ScriptedRegistry(new Answer(200, "<html>"));
        var client = client(server.url(), Map.of())) {
      assertThatThrownBy(() -> client.schema(1)).isInstanceOf(RegistryException.Unavailable.class);
    }
  }

  @Test
  void shows_the_credentials_of_USER_INFO() {
    try (var server = new ScriptedRegistry(SEVEN);
        var client =
            client(
                server.url(),
                Map.of(
                    "basic.auth.credentials.source",
                    "USER_INFO",
                    "basic.auth.user.info",
                    "porter:secret"))) {
      client.register("s", GATE);
      assertThat(server.asked.getFirst().authorization()).contains("Basic cG9ydGVyOnNlY3JldA==");
    }
  }

  @Test
  void shows_the_credentials_of_the_address() {
    try (var server = new ScriptedRegistry(SEVEN);
        var client = client(server.url().replace("http://", "http://porter:secret@"), Map.of())) {
      client.register("s", GATE);
      assertThat(server.asked.getFirst().authorization()).contains("Basic cG9ydGVyOnNlY3JldA==");
    }
  }

  @Test
  void names_the_setting_that_makes_no_sense() {
    assertThatThrownBy(() -> RegistrySettings.from(Map.of())).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> RegistrySettings.of("registry:8081"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(() -> client("http://127.0.0.1:1", Map.of("max.retries", "many")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max.retries");
    assertThatThrownBy(() ->
            client("http://127.0.0.1:1", Map.of("basic.auth.credentials.source", "SASL_INHERIT")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("basic.auth.credentials.source");
  }

  private static RegistryClient client(String url, Map<String, String> more) {
    var config = new java.util.HashMap<String, String>(Map.of("retries.wait.ms", "1"));
    config.putAll(more);
    config.put("schema.registry.url", url);
    return new RegistryClient(RegistrySettings.from(config));
  }
}
