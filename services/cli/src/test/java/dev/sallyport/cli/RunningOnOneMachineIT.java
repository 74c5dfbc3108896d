package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One start after the other on the same data, with the real broker and the real registry. */
class RunningOnOneMachineIT {
  private static final String TOPIC = "kept-from-start-to-start";
  private static final String SUBJECT = "/subjects/kept/versions";
  private static final String SCHEMA =
      "{\"schema\": \"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Kept\\\",\\\"fields\\\":[]}\"}";

  @TempDir private Path data = Path.of("");

  @Test
  void keeps_topics_and_schema_ids_whoever_is_killed() throws Exception {
    int port = Ports.free();
    String id;
    RunningInstance before;
    try (var up = UpProcess.complete(data, port, Map.of()).awaitReady()) {
      awaitServers(up);
      before = up.instance();
      createTopic(before);
      id = register(before);

      killed_registry_comes_back_with_its_ids(up, id);
      killed_broker_comes_back_with_its_topics(up);
      stopping_leaves_nothing(up);
    }
    try (var up = UpProcess.complete(data, port, Map.of()).awaitReady()) {
      awaitServers(up);
      assertThat(up.instance().bootstrapServers()).isEqualTo(before.bootstrapServers());
      assertThat(up.instance().schemaRegistry()).isEqualTo(before.schemaRegistry());
      assertThat(topics(up.instance())).contains(TOPIC);
      assertThat(register(up.instance())).isEqualTo(id);

      killing_up_leaves_nothing(up);
    }
  }

  private static void killed_registry_comes_back_with_its_ids(UpProcess up, String id)
      throws Exception {
    up.child("registry").destroyForcibly();
    up.await(() -> times(up, "The registry is ready.") == 2, "the registry's return");

    assertThat(register(up.instance())).isEqualTo(id);
  }

  private static void killed_broker_comes_back_with_its_topics(UpProcess up) throws Exception {
    up.child("broker").destroyForcibly();
    up.await(() -> times(up, "The broker is ready.") == 2, "the broker's return");

    assertThat(topics(up.instance())).contains(TOPIC);
  }

  private static void stopping_leaves_nothing(UpProcess up) throws Exception {
    var children = List.of(up.child("broker"), up.child("registry"), up.child("service"));

    up.process().toHandle().destroy();

    assertThat(up.process().waitFor(Duration.ofSeconds(10))).isTrue();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
  }

  private static void killing_up_leaves_nothing(UpProcess up) throws Exception {
    var children = List.of(up.child("broker"), up.child("registry"), up.child("service"));

    up.killHard();

    UpProcess.await(
        () -> children.stream().noneMatch(ProcessHandle::isAlive),
        () -> "Still alive: " + children);
  }

  private static void awaitServers(UpProcess up) {
    up.awaitOutput("The broker is ready.");
    up.awaitOutput("The registry is ready.");
  }

  private static long times(UpProcess up, String line) {
    return up.output().lines().filter(said -> said.endsWith(line)).count();
  }

  private static void createTopic(RunningInstance instance) throws Exception {
    try (var admin = admin(instance)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static Set<String> topics(RunningInstance instance) throws Exception {
    try (var admin = admin(instance)) {
      return admin.listTopics().names().get();
    }
  }

  private static Admin admin(RunningInstance instance) {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, instance.bootstrapServers()));
  }

  private static String register(RunningInstance instance) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(instance.schemaRegistry() + SUBJECT))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(SCHEMA))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }
  }
}
