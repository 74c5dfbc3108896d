package dev.sallyport.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.simulator.Organization.Repository;
import dev.sallyport.simulator.Simulator.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers by the wire contract, and takes down what it was asked. */
class PlayingRunsTest {
  private static final String POLICY =
      "{\"policy_name\": \"p\", \"allowed_endpoints\": [\"github.com:443\"],"
          + " \"egress_policy\": \"block\"}";
  private static final Organization ORGANIZATION =
      new Organization(
              "Acme",
              List.of(
                  new Repository("fleet-web", List.of("ci.yml")),
                  new Repository("rust-sdk", List.of("ci.yml"))),
              List.of("arc"))
          .grownTo(20);

  private record Asked(String what, String path, String key, String body) {}

  private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
  private volatile int reportsAnswered = 200;
  private volatile String action = "record";
  private HttpServer server = start();

  private HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void answer() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var what = path.substring(path.lastIndexOf('/') + 1);
    var headers = exchange.getRequestHeaders();
    var key =
        headers.containsKey("x-one-time-key")
            ? headers.getFirst("x-one-time-key")
            : headers.getFirst("Authorization");
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(new Asked(what, path, key == null ? "" : key, body));
    switch (what) {
      case "global-blocklist" -> reply(exchange, 200, "{}");
      case "workflow-policy" -> reply(exchange, 200, POLICY);
      case "monitor" -> reply(exchange, 200, "{\"one_time_key\": \"otk\"}");
      case "detections" -> reply(exchange, 200, "{\"action\": \"" + action + "\"}");
      default -> reply(exchange, reportsAnswered, "");
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Summary play(int runs) throws InterruptedException {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (var http = HttpClient.newHttpClient()) {
      var keys = new RunnerKeys("runner-key", Map.of("arc", "arc-key"));
      return new Simulator(http, url, ORGANIZATION, keys)
          .run(new Pace(runs, 7, 0, 4), (_, _, _) -> {});
    }
  }

  private List<Asked> asked(String what) {
    return asked.stream().filter(each -> each.what().equals(what)).toList();
  }

  @Test
  void every_job_looks_up_monitors_and_reports_with_its_one_time_key() throws Exception {
    var summary = play(60);

    assertThat(summary.failed()).isZero();
    assertThat(asked("monitor")).hasSize(summary.jobs());
    assertThat(asked("workflow-policy"))
        .hasSize((int) summary.served())
        .hasSizeLessThan(summary.jobs())
        .extracting(Asked::key)
        .containsOnly("vm-api-key runner-key", "vm-api-key arc-key");
    assertThat(asked("monitor")).extracting(Asked::key).contains("", "vm-api-key runner-key");
    assertThat(asked("dns")).isNotEmpty().extracting(Asked::key).containsOnly("otk");
    assertThat(asked("dns").size() + asked("networkconnection").size())
        .isEqualTo((int) summary.reports());
    assertThat(summary.blocked()).isPositive().isLessThan(summary.calls());
  }

  @Test
  void of_all_jobs_one_lets_through_what_it_was_served_to_block() throws Exception {
    var summary = play(12);

    assertThat(summary.failed()).isZero();
    var thefts =
        asked("networkconnection").stream()
            .filter(each -> each.body().contains("telemetry-collect.example"))
            .toList();
    assertThat(thefts).hasSizeGreaterThan(1);
    assertThat(thefts).filteredOn(each -> !each.body().contains("54.185.253.63")).hasSize(1);
  }

  @Test
  void a_reverse_shell_is_reported_and_its_job_ends_if_it_is_told_to() throws Exception {
    action = "terminate";
    var summary = play(12);

    assertThat(summary.failed()).isZero();
    assertThat(asked("detections"))
        .hasSize((int) summary.detections())
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.key()).startsWith("vm-api-key ");
          assertThat(each.body()).contains("\"detection\":\"Reverse-Shell\"", "\"tool\":{");
        });
    assertThat(asked("networkconnection"))
        .noneMatch(each -> each.body().contains("\"port\":\"4444\""));
  }

  @Test
  void what_is_not_answered_200_is_a_failure_and_the_job_goes_on() throws Exception {
    reportsAnswered = 202;
    var summary = play(3);

    assertThat(summary.reports()).isZero();
    assertThat(summary.failed()).isEqualTo(asked("dns").size() + asked("networkconnection").size());
    assertThat(summary.failures()).first().asString().contains("was answered 202");
  }
}
