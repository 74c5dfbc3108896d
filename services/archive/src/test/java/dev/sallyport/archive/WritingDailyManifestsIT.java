package dev.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.topology.submit.PolicyLog;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Ask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a day's manifest is written, of what a real decider wrote to a real Kafka. */
class WritingDailyManifestsIT {
  private static final Topics TOPICS = new Topics("");
  private static final int PARTITIONS = 3;

  @TempDir private static Path folder = Path.of("");
  private static LocalKafka kafka;
  private static KafkaClients clients;
  private static LocalDate day;

  private final MemoryBucket bucket = new MemoryBucket();
  private final Manifests manifests = new Manifests(bucket, TOPICS, Optional.empty());

  @BeforeAll
  static void write_for_a_day() throws Exception {
    kafka = LocalKafka.start();
    clients = KafkaClients.of(kafka.bootstrapServers());
    try (var log = new PolicyLog(clients, TOPICS, PARTITIONS, folder.resolve("decider"))) {
      for (var owner : List.of("acme", "globex", "initech")) {
        log.done(Owner.of(owner), Ask.create("build", "github.com"));
      }
    }
    day = lastDay();
  }

  // The day on which the last event was written, should midnight have passed meanwhile.
  private static LocalDate lastDay() {
    var last = Instant.EPOCH;
    try (var consumer = clients.consumer("days")) {
      var all =
          consumer.partitionsFor(TOPICS.policyEvents().name()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      var ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          var at = Instant.ofEpochMilli(record.timestamp());
          last = at.isAfter(last) ? at : last;
        }
      }
    }
    return LocalDate.ofInstant(last, ZoneOffset.UTC);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static Instant onTheNextDay(String time) {
    return day.plusDays(1).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }

  private DailyManifests at(Instant now) {
    return new DailyManifests(bucket, clients, TOPICS, manifests, () -> true, () -> now);
  }

  private void archive() throws InterruptedException {
    var heard = new Heard();
    try (var archiver =
        new Archiver(
            clients,
            List.of(TOPICS.policyEvents().name()),
            TOPICS.archiveGroup(),
            bucket,
            TopicUnderTest.ids(),
            Cutting.of(1, Duration.ofMillis(50)),
            heard)) {
      archiver.start();
      Eventually.is("all is archived", () -> archived() >= 6);
    }
  }

  /** Each owner comes into being with an event, and its policy with another. */
  private int archived() {
    var records = new int[1];
    var reading = new ArchiveReading(bucket);
    var topic = TOPICS.policyEvents().name();
    for (var partition : reading.partitions(topic)) {
      reading.read(topic, partition, _ -> records[0]++);
    }
    return records[0];
  }

  @Test
  void waits_until_everything_of_the_day_is_archived_and_writes_it_once() throws Exception {
    var daily = at(onTheNextDay("00:06:00"));

    assertThat(daily.writeIfDue()).endsWith("of %s is not archived yet".formatted(day));
    assertThat(manifests.written(day)).isFalse();

    archive();
    assertThat(daily.writeIfDue()).isNull();
    assertThat(manifests.written(day)).isTrue();
    var heads = manifests.newest().orElseThrow();
    assertThat(new String(heads.content(), StandardCharsets.UTF_8).lines()).hasSize(3);

    bucket.away(true);
    assertThat(daily.writeIfDue()).as("what is done is not read again").isNull();
  }

  @Test
  void what_comes_late_after_midnight_is_waited_for() throws Exception {
    archive();

    assertThat(at(onTheNextDay("00:04:59")).writeIfDue()).isNull();
    assertThat(manifests.written(day)).isFalse();
    assertThat(at(onTheNextDay("00:05:00")).writeIfDue()).isNull();
    assertThat(manifests.written(day)).isTrue();
  }

  @Test
  void says_which_day_differs_from_what_is_archived() throws Exception {
    archive();
    bucket.tamper(Manifests.name(day), new byte[] {'x'}, Map.of());

    // One of that day is there, so that nothing is due until the next one is.
    assertThat(at(onTheNextDay("00:06:00").plus(Duration.ofDays(1))).writeIfDue())
        .isEqualTo("manifests differ from what is archived: [%s]".formatted(day));
  }
}
