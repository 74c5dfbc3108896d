package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/how-to/subscribe.md, as it is printed there, beside the real thing. */
class SubscribingToEventsIT {
  private static final String KEY = "sp_0123456789012345678901234567890123456789012";
  private static final Path PROGRAM =
      Path.of("../../docs/how-to/subscribe/FollowPolicyEvents.java");

  @TempDir private Path data = Path.of("");

  @Test
  void the_example_follows_what_happens_to_policies_and_goes_on_where_it_was() throws Exception {
    try (var up =
        UpProcess.real(data, Ports.free(), Map.of("SALLYPORT_ADMIN_KEY", KEY)).awaitReady()) {
      save(up, "base", "egress-policy: audit\n");
      save(up, "base", "egress-policy: block\nallowed-endpoints: github.com:443\n");

      assertThat(follow(up, 2))
          .satisfiesExactly(
              line -> assertThat(line).contains(" acme 2 PolicyCreated “base” by "),
              line -> assertThat(line).contains(" acme 3 PolicyUpdated “base” by "));

      assertThat(typesInHeaders(up))
          .containsSubsequence(
              "dev.sallyport.events.PolicyCreated", "dev.sallyport.events.PolicyUpdated");

      save(up, "later", "egress-policy: audit\n");
      assertThat(follow(up, 1))
          .singleElement()
          .asString()
          .contains(" acme 4 PolicyCreated “later” by ");
    }
  }

  private static void save(UpProcess up, String policy, String yaml) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var address =
          "http://127.0.0.1:%d/v1/github/Acme/actions/policies/%s".formatted(up.port(), policy);
      var request =
          HttpRequest.newBuilder(URI.create(address))
              .header("Authorization", "Bearer " + KEY)
              .header("Content-Type", "application/yaml")
              .PUT(BodyPublishers.ofString(yaml))
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isIn(200, 201);
    }
  }

  private static List<String> typesInHeaders(UpProcess up) throws IOException {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            up.instance().bootstrapServers(),
            "isolation.level",
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor("policy-events").stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var types = new ArrayList<String>();
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> {
              var type = record.headers().lastHeader("ce_type").value();
              types.add(new String(type, StandardCharsets.UTF_8));
            });
      }
      return types;
    }
  }

  /** So many lines, after which it is stopped like by Ctrl-C and has kept its place. */
  private static List<String> follow(UpProcess up, int lines)
      throws IOException, InterruptedException {
    var instance = up.instance();
    var program =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                PROGRAM.toString(),
                instance.bootstrapServers(),
                instance.schemaRegistry().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var reader = program.inputReader(StandardCharsets.UTF_8)) {
      var said = new ArrayList<String>();
      while (said.size() < lines) {
        var line = reader.readLine();
        if (line == null) {
          throw new AssertionError("It has ended after " + said);
        }
        said.add(line);
      }
      UpProcess.signal("INT", program.pid());
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return said;
    } finally {
      program.destroyForcibly();
    }
  }
}
