package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change reaches a webhook, with everything real between them. */
class DeliveringToIntegrationsIT {
  private static final String KEY = "sp_0123456789012345678901234567890123456789012";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data = Path.of("");

  private final List<Received> received = new ArrayList<>();
  private volatile int status = 204;
  private HttpServer receiver;

  private record Received(Map<String, String> headers, String body) {
    JsonNode event() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException(body, e);
      }
    }

    String type() {
      return event().path("type").asText();
    }

    String subject() {
      return event().path("subject").asText();
    }
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/hook", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers =
          Map.of(
              "id",
              exchange.getRequestHeaders().getFirst("webhook-id"),
              "timestamp",
              exchange.getRequestHeaders().getFirst("webhook-timestamp"),
              "signature",
              exchange.getRequestHeaders().getFirst("webhook-signature"),
              "token",
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Token")));
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (status == 204) {
        synchronized (received) {
          received.add(new Received(headers, body));
        }
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  @Test
  void signed_in_order_once_in_effect_and_again_when_asked() throws Exception {
    var environment =
        Map.of(
            "SALLYPORT_ADMIN_KEY",
            KEY,
            "SALLYPORT_SINKS_ALLOWED_HOSTS",
            "127.0.0.1",
            "SALLYPORT_SINKS_SECRETS_KEY",
            "a-key-for-secrets-of-integrations-in-this-test");
    try (var up = UpProcess.real(data, Ports.free(), environment).awaitReady()) {
      save(up, "before", "egress-policy: audit\n");
      var added =
          ask(
              up,
              "POST",
              "/integrations",
              """
              {"name": "SIEM", "type": "webhook", "url": "http://127.0.0.1:%d/hook",
               "headers": {"X-Token": "hush"},
               "events": ["policy-created", "policy-updated", "policy-deleted"]}\
              """
                  .formatted(receiver.getAddress().getPort()));
      assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
      var secret = JSON.readTree(added.body()).path("signingSecret").asText();
      var integration = "/integrations/" + JSON.readTree(added.body()).path("id").asText();

      save(up, "first", "egress-policy: audit\n");
      save(up, "first", "egress-policy: block\nallowed-endpoints: github.com:443\n");
      awaitReceived(up, all -> all.size() >= 2);

      assertThat(received()).extracting(Received::subject).doesNotContain("before");
      assertThat(received())
          .extracting(Received::type)
          .containsExactly(
              "dev.sallyport.events.PolicyCreated", "dev.sallyport.events.PolicyUpdated");
      assertThat(received())
          .allSatisfy(each -> {
            assertThat(each.headers().get("token")).isEqualTo("hush");
            assertThat(each.headers().get("signature")).isEqualTo(signature(secret, each));
            assertThat(each.event().path("source").asText()).isEqualTo("/github/acme");
          });

      // Nothing is lost while the destination is away and the service is killed.
      status = 503;
      IntStream.range(0, 20).forEach(number -> save(up, "p" + number, "egress-policy: audit\n"));
      var killed = up.child("sinks");
      killed.destroyForcibly();
      up.await(
          () -> up.find("sinks").filter(it -> it.pid() != killed.pid()).isPresent(), "another");
      status = 204;
      awaitReceived(up, all -> subjects(all).size() >= 21);
      assertThat(new HashSet<>(received().stream().map(each -> each.headers().get("id")).toList()))
          .hasSize(22);

      // Shown, and made again under the same id.
      up.await(() -> deliveries(up, integration).size() >= 22, "22 deliveries");
      var first = received().getFirst().headers().get("id");
      var before = received().size();
      assertThat(
              ask(up, "POST", integration + "/replay", "{\"delivery\": \"%s\"}".formatted(first))
                  .statusCode())
          .isEqualTo(202);
      awaitReceived(up, all -> all.size() > before);
      assertThat(received().getLast().headers().get("id")).isEqualTo(first);

      // Nor while the registry is away, and the service is started without it.
      var registry = up.child("registry");
      var serving = up.child("sinks");
      UpProcess.signal("STOP", registry.pid());
      serving.destroyForcibly();
      save(up, "without", "egress-policy: audit\n");
      awaitReceived(up, all -> subjects(all).contains("without"));
      UpProcess.signal("CONT", registry.pid());

      // A destination that is gone ends the integration.
      status = 410;
      save(up, "last", "egress-policy: audit\n");
      up.await(() -> state(up, integration).equals("gone"), "gone");
    }
  }

  private static List<String> subjects(List<Received> all) {
    return all.stream().map(Received::subject).distinct().toList();
  }

  private void awaitReceived(UpProcess up, Predicate<List<Received>> enough) {
    up.await(() -> enough.test(received()), "deliveries after " + received().size());
  }

  private static String signature(String secret, Received message) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    var signed =
        "%s.%s.%s"
            .formatted(
                message.headers().get("id"), message.headers().get("timestamp"), message.body());
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<JsonNode> deliveries(UpProcess up, String integration) {
    var listed = new ArrayList<JsonNode>();
    parsed(ask(up, "GET", integration + "/deliveries", "")).path("deliveries").forEach(listed::add);
    return listed;
  }

  private static String state(UpProcess up, String integration) {
    return parsed(ask(up, "GET", integration, "")).path("state").asText();
  }

  private static JsonNode parsed(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }

  private static void save(UpProcess up, String policy, String yaml) {
    assertThat(
            send(up, "PUT", "/actions/policies/" + policy, "application/yaml", yaml).statusCode())
        .isIn(200, 201);
  }

  private static HttpResponse<String> ask(UpProcess up, String method, String path, String body) {
    return send(up, method, path, "application/json", body);
  }

  private static HttpResponse<String> send(
      UpProcess up, String method, String path, String type, String body) {
    var address = "http://127.0.0.1:%d/v1/github/Acme%s".formatted(up.port(), path);
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
