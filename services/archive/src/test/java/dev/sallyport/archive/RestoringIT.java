package dev.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.local.LocalRegistry;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.SchemaText;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.topology.codec.DetectionEncoder;
import dev.sallyport.topology.submit.PolicyLog;
import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.RebuildMark;
import dev.sallyport.topology.topics.Topic;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.verify.ExportedHead;
import dev.sallyport.topology.verify.HeadFile;
import dev.sallyport.topology.verify.Verdict;
import dev.sallyport.topology.verify.Verification;
import dev.sallyport.topology.view.Ask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real decider wrote to one Kafka, archived in S3, and made anew of that alone in another
 * Kafka, with another number of partitions and a registry of other ids.
 */
class RestoringIT {
  private static final Topics TOPICS = new Topics("");
  private static final int BEFORE = 3;
  private static final int AFTER = 5;
  private static final Path DETECTION =
      Path.of("../../schemas/src/test/resources/golden/dev.sallyport.events.DetectionFound/v1.bin");

  @TempDir private static Path folder = Path.of("");
  private static LocalKafka kafka;
  private static Bucket bucket;
  private static SchemaIds writtenWith;
  private static Verdict.Sound before;
  private static List<ConsumerRecord<byte[], byte[]>> events;
  private static List<ConsumerRecord<byte[], byte[]>> detections;

  @BeforeAll
  static void archive() throws Exception {
    kafka = LocalKafka.start();
    bucket = S3Bucket.of(S3UnderTest.fresh());
    writtenWith = TopicUnderTest.ids();
    var detection = DetectionEncoder.registered(writtenWith);
    var clients = KafkaClients.of(kafka.bootstrapServers());
    try (var log = new PolicyLog(clients, TOPICS, BEFORE, folder.resolve("decider"))) {
      new TopicDeclarations(clients, TOPICS, new TopicSettings(true, BEFORE, (short) 0))
          .ensure(TOPICS.telemetry(), BEFORE);
      for (var owner : List.of("Acme", "globex", "initech", "umbrella")) {
        write(log, Owner.of(owner));
      }
    }
    detect(clients, detection);
    before = sound(clients, BEFORE, writtenWith);
    events = read(clients, TOPICS.policyEvents(), BEFORE);
    detections = read(clients, TOPICS.detections(), BEFORE);
    try (var archiver =
        new Archiver(
            clients,
            List.of(TOPICS.policyEvents().name(), TOPICS.detections().name()),
            TOPICS.archiveGroup(),
            bucket,
            writtenWith,
            Cutting.of(10_000, Duration.ofMillis(200)),
            new Heard())) {
      archiver.start();
      Eventually.is("all is archived", () -> archived() == events.size() + detections.size());
    }
  }

  private static int archived() {
    var records = new ArrayList<ArchivedRecord>();
    var reading = new ArchiveReading(bucket);
    for (var topic : List.of(TOPICS.policyEvents().name(), TOPICS.detections().name())) {
      for (var partition : reading.partitions(topic)) {
        reading.read(topic, partition, records::add);
      }
    }
    return records.size();
  }

  private static void write(PolicyLog log, Owner owner) {
    var scopes =
        IntStream.range(0, 700)
            .<Scope>mapToObj(
                number -> new Scope.Repository(RepositoryName.of("repository-" + number)))
            .toList();
    log.done(
        owner,
        Ask.create("build", "github.com"),
        Ask.create("release", "ghcr.io"),
        new AttachPolicy(new PolicyName("build"), scopes, null),
        Ask.update("build", "pypi.org"),
        Ask.delete("release"));
  }

  private static void detect(KafkaClients clients, DetectionEncoder encoder) throws Exception {
    var found = (DetectionFound) SingleObject.decode(Files.readAllBytes(DETECTION));
    try (var producer = clients.producer("detecting", Duration.ofSeconds(20))) {
      for (var number = 0; number < 12; number++) {
        var key = ("acme/repository-" + number).getBytes(StandardCharsets.UTF_8);
        producer
            .send(
                new ProducerRecord<>(
                    TOPICS.detections().name(), number % BEFORE, key, encoder.encode(found)))
            .get();
      }
      producer
          .send(
              new ProducerRecord<>(
                  TOPICS.detections().name(), 0, new byte[0], new byte[] {1, 2, 3}))
          .get();
    }
  }

  @AfterAll
  static void stop() {
    bucket.close();
    kafka.close();
  }

  private static Verdict.Sound sound(KafkaClients clients, int partitions, SchemaIds ids) {
    var verdict =
        new Verification(clients, TOPICS, partitions, ids)
            .run(Optional.empty(), List.of(), (_, _, _) -> {});
    assertThat(verdict).isInstanceOf(Verdict.Sound.class);
    return (Verdict.Sound) verdict;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      KafkaClients clients, Topic topic, int partitions) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = clients.consumer("reading")) {
      for (var number = 0; number < partitions; number++) {
        var partition = new TopicPartition(topic.name(), number);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
      }
    }
    return records;
  }

  /** What must not change, by key, in order: everything but partition, offset and schema id. */
  private static Map<String, List<String>> kept(
      List<ConsumerRecord<byte[], byte[]>> records, SchemaIds ids) {
    var reader = new RecordReader(ids);
    var kept = new HashMap<String, List<String>>();
    for (var record : records) {
      var archived = reader.read(record);
      if (archived.value() instanceof ArchivedRecord.Value.Avro) {
        var anywhere =
            new ArchivedRecord(
                archived.topic(),
                0,
                0,
                archived.timestamp(),
                record.key(),
                archived.headers(),
                archived.value());
        kept.computeIfAbsent(
                new String(record.key(), StandardCharsets.UTF_8), _ -> new ArrayList<>())
            .add(new String(RecordLine.encode(anywhere), StandardCharsets.UTF_8));
      }
    }
    return kept;
  }

  private static Restoration restoration(Bucket from, KafkaClients clients, SchemaIds ids) {
    return new Restoration(from, clients, TOPICS, AFTER, ids, new Untold());
  }

  private record Untold() implements Restoration.Progress {
    @Override
    public void checked(long records) {}

    @Override
    public void written(long records, long of) {}

    @Override
    public void folded(int partition, long offset) {}

    @Override
    public void compared(int partition, long differences) {}
  }

  @Test
  void makes_the_same_installation_of_the_archive_alone() throws Exception {
    var manifests = new Manifests(bucket, TOPICS, Optional.empty());
    var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
    assertThat(manifests.write(tomorrow, _ -> {}).written()).isPositive();
    var manifest = manifests.newest().orElseThrow();
    var heads =
        HeadFile.parse(manifest.name(), new String(manifest.content(), StandardCharsets.UTF_8));
    assertThat(heads).isEqualTo(before.heads());

    try (var other = LocalKafka.start();
        var registry = LocalRegistry.start();
        var client = new RegistryClient(RegistrySettings.of(registry.url()))) {
      client.register("another", SchemaText.parse("{\"type\":\"string\"}"));
      var clients = KafkaClients.of(other.bootstrapServers());
      var ids = SchemaIds.inMemory(client);
      var declarations =
          new TopicDeclarations(clients, TOPICS, new TopicSettings(true, AFTER, (short) 0));
      declarations.ensure(TOPICS.telemetry(), declarations.ensure());

      refuses_an_archive_that_lacks_what_a_manifest_tells(clients, ids, heads);
      refuses_an_archive_without_its_end(clients, ids, heads);
      var result = restoration(bucket, clients, ids).run(heads);

      assertThat(result.events()).isEqualTo(events.size());
      assertThat(result.owners()).isEqualTo(before.heads().size());
      assertThat(result.detections()).isEqualTo(12);
      assertThat(result.leftOut()).isEqualTo(1);
      var after = sound(clients, AFTER, ids);
      assertThat(after.state()).isEqualTo(before.state());
      assertThat(after.heads()).isEqualTo(before.heads());
      assertThat(after.events()).isEqualTo(before.events());
      var restored = read(clients, TOPICS.policyEvents(), AFTER);
      assertThat(kept(restored, ids)).isEqualTo(kept(events, writtenWith));
      assertThat(kept(read(clients, TOPICS.detections(), AFTER), ids))
          .isEqualTo(kept(detections, writtenWith));
      assertThat(restored.getFirst().value()[4])
          .as("schema ids")
          .isNotEqualTo(events.getFirst().value()[4]);
      assertThat(RebuildMark.read(new InstallationRecord(clients, TOPICS)))
          .asInstanceOf(type(RebuildMark.Ended.class))
          .extracting(RebuildMark.Ended::number)
          .isEqualTo(2L);

      assertThatExceptionOfType(Restoration.NotEmpty.class)
          .isThrownBy(() -> restoration(bucket, clients, ids).run(List.of()))
          .withMessageContaining("policy-events is not empty");
    }
  }

  private static void refuses_an_archive_that_lacks_what_a_manifest_tells(
      KafkaClients clients, SchemaIds ids, List<ExportedHead> heads) {
    var head = heads.getFirst();
    var later = new ExportedHead(head.owner(), head.sequence() + 1, head.hash());

    assertThatExceptionOfType(ArchiveFault.Damaged.class)
        .isThrownBy(() -> restoration(bucket, clients, ids).run(List.of(later)))
        .withMessageContaining("is not in this archive");
    assertThat(read(clients, TOPICS.policyEvents(), AFTER)).isEmpty();
  }

  private static void refuses_an_archive_without_its_end(
      KafkaClients clients, SchemaIds ids, List<ExportedHead> heads) {
    var cut = new MemoryBucket();
    var names = bucket.list("topics/policy-events", "", 1_000);
    for (var name : names.subList(0, names.size() - 1)) {
      var stored = bucket.get(name).orElseThrow();
      cut.tamper(name, stored.content(), stored.metadata());
    }

    assertThatExceptionOfType(ArchiveFault.Damaged.class)
        .isThrownBy(() -> restoration(cut, clients, ids).run(heads))
        .withMessageContaining("is not in this archive");
    assertThat(read(clients, TOPICS.policyEvents(), AFTER)).isEmpty();
  }
}
