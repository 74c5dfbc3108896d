package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.Ports;
import dev.sallyport.topology.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one Kafka: whichever is asked answers, whichever of them holds it. */
class SharingTheWorkIT {
  private static final String KEY = "sp_0123456789012345678901234567890123456789012";
  private static final int OWNERS = 12;

  @TempDir private Path one = Path.of("");
  @TempDir private Path other = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void each_answers_for_what_the_other_holds_and_alone_when_that_one_is_gone() throws Exception {
    var first = Ports.free();
    var second = Ports.free();
    try (var up = UpProcess.real(one, first, environment(first, Map.of())).awaitReady()) {
      IntStream.range(0, OWNERS).forEach(number -> save(up, number, "egress-policy: audit\n"));
      var kafka =
          Map.of(
              "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS",
              up.instance().bootstrapServers(),
              "SALLYPORT_SCHEMA_REGISTRY_URL",
              up.instance().schemaRegistry().toString());
      var beside = UpProcess.real(other, second, environment(second, kafka)).awaitReady();
      try (beside) {
        up.await(() -> answersAll(up, 1) && answersAll(beside, 1), "history of all from both");

        assertThat(holders(up)).as("instances that hold history").isEqualTo(2);

        // What one has taken is read from the other, and the other way round.
        for (var number = 0; number < OWNERS; number++) {
          save(number % 2 == 0 ? up : beside, number, "egress-policy: block\n");
          var owner = number;
          var asked = number % 2 == 0 ? beside : up;
          up.await(() -> events(asked, owner) == 3, "the change, from the other instance");
        }
        assertThat(pages(up)).isEqualTo(pages(beside));
        up.await(() -> tellsRuns(up) && tellsRuns(beside), "runs of all from both");
      }
      up.await(() -> answersAll(up, 3), "history of all from the one that is left");
    }
  }

  private static Map<String, String> environment(int port, Map<String, String> more) {
    var environment = new TreeMap<>(more);
    environment.put("SALLYPORT_ADMIN_KEY", KEY);
    environment.put("SALLYPORT_SESSION_SECRET", "a-secret-that-both-instances-have-in-this-test");
    environment.put("SALLYPORT_INSTANCE_ADDRESS", "127.0.0.1:" + port);
    return environment;
  }

  private static long holders(UpProcess up) throws Exception {
    var group = new Topics("").historyApplication();
    try (var admin = Admin.create(Map.of("bootstrap.servers", up.instance().bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(described -> described.members().stream())
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    }
  }

  private boolean answersAll(UpProcess up, int atLeast) {
    return IntStream.range(0, OWNERS).allMatch(number -> events(up, number) >= atLeast);
  }

  /** How many events the audit log of an owner has; less than none if it does not answer. */
  private int events(UpProcess up, int number) {
    var answer = send(up, "GET", number, "/actions/audit-log?limit=100", "");
    return answer.statusCode() == 200 ? answer.body().split("\"sequence\"", -1).length - 1 : -1;
  }

  /** Whether it can be asked what jobs of every owner reported; none has. */
  private boolean tellsRuns(UpProcess up) {
    return IntStream.range(0, OWNERS)
        .allMatch(number -> send(up, "GET", number, "/actions/runs", "").statusCode() == 200);
  }

  private Map<Integer, String> pages(UpProcess up) {
    var pages = new TreeMap<Integer, String>();
    for (var number = 0; number < OWNERS; number++) {
      var answer = send(up, "GET", number, "/actions/policies/p/history", "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      pages.put(number, answer.body());
    }
    return pages;
  }

  private void save(UpProcess up, int number, String yaml) {
    // While organizations move to another instance, a change is refused and may be repeated.
    up.await(
        () ->
            List.of(200, 201)
                .contains(send(up, "PUT", number, "/actions/policies/p", yaml).statusCode()),
        "a change of owner " + number);
  }

  private HttpResponse<String> send(
      UpProcess up, String method, int owner, String path, String body) {
    var address = "http://127.0.0.1:%d/v1/github/owner-%d%s".formatted(up.port(), owner, path);
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/yaml")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
