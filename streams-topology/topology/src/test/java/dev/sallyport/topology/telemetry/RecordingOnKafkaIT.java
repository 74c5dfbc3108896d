package dev.sallyport.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.TelemetryEncoder;
import dev.sallyport.topology.telemetry.Telemetry.Unavailable;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Soon;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real one, held to the contract. Its broker is its own, since it is killed. */
class RecordingOnKafkaIT extends TelemetryContract {
  private static final int PARTITIONS = 3;
  private static final Topics TOPICS = new Topics("");
  private static final AtomicInteger REPOSITORIES = new AtomicInteger();
  private static final SchemaIds IDS = SchemaIds.inMemory(new InMemoryRegistry());
  private static final TelemetryEncoder ENCODER = TelemetryEncoder.registered(IDS);
  private static final LocalKafka KAFKA = LocalKafka.start();

  private final KafkaClients clients = KafkaClients.of(KAFKA.bootstrapServers());
  private final KafkaTelemetry telemetry = start(TelemetrySettings.DEFAULT);

  @BeforeAll
  static void begin() {
    var settings = new TopicSettings(true, PARTITIONS, (short) 0);
    new TopicDeclarations(KafkaClients.of(KAFKA.bootstrapServers()), TOPICS, settings)
        .ensure(TOPICS.telemetry(), PARTITIONS);
  }

  @AfterAll
  static void end() {
    KAFKA.close();
  }

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void more_than_there_is_room_for_is_turned_away_at_once() {
    var repository = repository();
    var narrow = new TelemetrySettings(Duration.ofSeconds(2), 20_000, 1 << 20, 16);
    try (var small = start(narrow)) {
      report(Observed.resolved(repository, "warm.example"));
      lose();
      try {
        var reports =
            IntStream.range(0, 100)
                .mapToObj(i -> small.report(Observed.resolved(repository, i + ".example")))
                .map(report -> report.toCompletableFuture())
                .toList();
        assertThat(reports.stream().filter(report -> report.isDone()).count()).isGreaterThan(70);
        assertThatThrownBy(() -> reports.getLast().join())
            .hasRootCauseInstanceOf(Unavailable.class);
        var began = System.nanoTime();
        for (var i = 0; i < 10_000; i++) {
          small.note(() -> Observed.lookedUp(repository, "1"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(small.unrecorded()).isPositive();
      } finally {
        regain();
      }
      Soon.is(
          "there is room again",
          () ->
              small
                  .report(Observed.resolved(repository, "again.example"))
                  .handle((_, failure) -> failure == null)
                  .toCompletableFuture()
                  .join());
      assertThat(small.problem()).isNull();
    }
  }

  private KafkaTelemetry start(TelemetrySettings settings) {
    return KafkaTelemetry.start(clients, TOPICS, PARTITIONS, ENCODER, settings);
  }

  @Override
  Telemetry telemetry() {
    return telemetry;
  }

  @Override
  RepositoryFullName repository() {
    return RepositoryFullName.of("Acme", "App-" + REPOSITORIES.incrementAndGet());
  }

  @Override
  List<TelemetryEvent> recorded(RepositoryFullName repository) {
    return new TelemetryLog(clients, TOPICS, PARTITIONS, IDS).recorded(repository);
  }

  @Override
  void lose() {
    KAFKA.kill();
  }

  @Override
  void regain() {
    KAFKA.restart();
  }
}
