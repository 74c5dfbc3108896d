package dev.sallyport.topology.insight;

import static dev.sallyport.topology.insight.Reported.APP;
import static dev.sallyport.topology.insight.Reported.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.WireFormatReader;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.codec.DetectionEncoder;
import dev.sallyport.topology.codec.TelemetryEncoder;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.telemetry.KafkaTelemetry;
import dev.sallyport.topology.telemetry.TelemetrySettings;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Soon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectingReportsOnABrokerIT {
  private static final int PARTITIONS = 3;

  private final KafkaClients clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
  private final Topics topics = new Topics(KafkaUnderTest.fresh("insights") + ".");
  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private @TempDir Path state;

  private InsightsApplication application(Path folder) {
    return new InsightsApplication(
        clients,
        topics,
        PARTITIONS,
        ids,
        DetectionEncoder.registered(ids),
        (_, _, _) -> null,
        _ -> null,
        InsightSettings.of(100),
        ProjectionSettings.onOneMachine(folder));
  }

  @Test
  void what_was_reported_before_and_after_a_restart_counts_once() {
    new TopicDeclarations(clients, topics, new TopicSettings(true, PARTITIONS, (short) 0))
        .ensure(topics.telemetry(), PARTITIONS);
    var encoder = TelemetryEncoder.registered(ids);
    try (var telemetry =
        KafkaTelemetry.start(clients, topics, PARTITIONS, encoder, TelemetrySettings.DEFAULT)) {
      try (var first = application(state.resolve("one"))) {
        first.start();
        report(telemetry, 1, 20);
        awaitRuns(first.insights(), 20);
      }
      report(telemetry, 15, 40);
      // On another disk: all there is, is what Kafka keeps.
      try (var second = application(state.resolve("two"))) {
        second.start();
        awaitRuns(second.insights(), 40);
        var baseline =
            second.insights().baseline(new BaselineScope.OfOrganization(APP.owner()), null);
        assertThat(baseline.endpoints())
            .singleElement()
            .satisfies(endpoint -> {
              assertThat(endpoint.destination().toString()).isEqualTo("github.com:443");
              assertThat(endpoint.calls()).isEqualTo(40);
              assertThat(endpoint.runs()).isEqualTo(40);
            });
        // What can be asked may not be committed yet.
        Soon.is("everything is told", () -> told().size() >= 40);
        assertThat(told()).hasSize(40).doesNotHaveDuplicates();
      }
    }
  }

  private static void report(KafkaTelemetry telemetry, int from, int to) {
    for (var run = from; run <= to; run++) {
      var job = job(String.valueOf(run)).later(Duration.ofMinutes(run));
      telemetry.report(job.lookedUp()).toCompletableFuture().join();
      telemetry.report(job.monitored()).toCompletableFuture().join();
      telemetry.report(job.connected("github.com")).toCompletableFuture().join();
      telemetry.report(job.dropped("evil.example")).toCompletableFuture().join();
    }
  }

  private static void awaitRuns(Insights insights, int runs) {
    Soon.is(
        runs + " runs with what was blocked in them",
        () -> {
          try {
            var page = insights.runs(APP.owner(), null, 0, 100);
            return insights.ready()
                && page.total() == runs
                && page.runs().stream().allMatch(run -> run.detections() == 1);
          } catch (InsightsUnavailable _) {
            return false;
          }
        });
  }

  private List<String> told() {
    var reader = new WireFormatReader(ids);
    var told = new ArrayList<String>();
    try (var consumer = clients.consumer("told")) {
      var partitions =
          IntStream.range(0, PARTITIONS)
              .mapToObj(each -> new TopicPartition(topics.detections().name(), each))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record ->
                told.add(((DetectionFound) reader.read(record.value())).getDetectionId()));
      }
    }
    return told;
  }
}
