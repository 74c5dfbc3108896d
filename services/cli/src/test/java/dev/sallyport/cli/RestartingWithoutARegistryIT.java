package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.local.LocalRegistry;
import dev.sallyport.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service starts again while nobody answers where the registry was. */
class RestartingWithoutARegistryIT {
  private static final String ADMIN = "sp_admin-key-of-the-restarting-service";
  private static final String API = "/v1/github/acme";
  private static final String POLICIES = API + "/actions/policies/";
  private static final String LOOKUP =
      API + "/app/actions/policies/workflow-policy?workflow=ci.yml&run_id=1&correlationId=5f0c";

  @TempDir private Path data = Path.of("");
  private final int port = Ports.free();

  @Test
  void is_ready_answers_lookups_and_makes_changes() throws Exception {
    try (var kafka = LocalKafka.start();
        var registry = LocalRegistry.start();
        var http = HttpClient.newHttpClient()) {
      var existing =
          Map.of(
              "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS",
              kafka.bootstrapServers(),
              "SALLYPORT_SCHEMA_REGISTRY_URL",
              registry.url(),
              "SALLYPORT_PARTITIONS",
              "3",
              "SALLYPORT_ADMIN_KEY",
              ADMIN);
      String runner;
      try (var _ = UpProcess.real(data, port, existing).awaitReady()) {
        save(http, "base", "api.github.com:443");
        json(
            http,
            POLICIES + "base/attachments",
            "{\"org\": {\"name\": \"acme\", \"apply_to_org\": true, \"repos\": []}}");
        runner =
            new ObjectMapper()
                .readTree(
                    json(http, API + "/api-keys", "{\"kind\": \"runner\", \"name\": \"runners\"}"))
                .path("key")
                .asText();
        assertThat(lookUp(http, runner)).contains("api.github.com:443");
      }

      registry.kill();

      try (var up = UpProcess.real(data, port, existing).awaitReady()) {
        assertThat(up.status("/q/health/ready", ADMIN)).isEqualTo(200);
        assertThat(lookUp(http, runner)).contains("api.github.com:443");
        save(http, "base", "github.com:443");
        save(http, "another", "example.com:443");
        assertThat(lookUp(http, runner)).contains("\"github.com:443\"");
        assertThat(up.status("/q/health/group/changes", ADMIN)).isEqualTo(200);
        assertThat(sent(http, request(POLICIES + "base/history", "Bearer " + ADMIN).build()).body())
            .contains("\"sequence\"");
      }
    }
  }

  private void save(HttpClient http, String policy, String endpoint) throws Exception {
    var yaml = "egress-policy: block\nallowed-endpoints: %s\n".formatted(endpoint);
    done(
        http,
        request(POLICIES + policy, "Bearer " + ADMIN)
            .header("Content-Type", "application/yaml")
            .PUT(BodyPublishers.ofString(yaml))
            .build());
  }

  private String json(HttpClient http, String path, String body) throws Exception {
    return done(
        http,
        request(path, "Bearer " + ADMIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private String lookUp(HttpClient http, String key) throws Exception {
    return done(http, request(LOOKUP, "vm-api-key " + key).build());
  }

  private HttpRequest.Builder request(String path, String credential) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", credential);
  }

  private static String done(HttpClient http, HttpRequest request) throws Exception {
    var answer = sent(http, request);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private static HttpResponse<String> sent(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }
}
