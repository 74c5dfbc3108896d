package dev.sallyport.archive;

import static dev.sallyport.archive.ArchivedLog.PARTITION;
import static dev.sallyport.archive.ArchivedLog.TOPIC_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.archive.ArchivedRecord.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class ReadingAnArchiveTest {
  private final ArchivedLog log = new ArchivedLog(30);
  private final MemoryBucket bucket = new MemoryBucket();

  private void archive() {
    var writer =
        PartitionWriter.open(
            bucket, PARTITION, TOPIC_ID, new Cutting(10_000, Duration.ZERO, () -> 0));
    log.from(0).forEach(writer::take);
    var _ = writer.cutIfOld();
  }

  private List<ObjectName> names() {
    return new PartitionArchive(bucket, PARTITION).after(Optional.empty());
  }

  private List<ArchivedRecord> read() {
    var records = new ArrayList<ArchivedRecord>();
    new ArchiveReading(bucket).read(PARTITION.topic(), PARTITION.partition(), records::add);
    return records;
  }

  private void follow() {
    var chains = new Chains();
    new ArchiveReading(bucket)
        .read(PARTITION.topic(), PARTITION.partition(), record -> chains.take(record));
  }

  @Test
  void gives_back_what_was_archived() {
    archive();

    var read = read();

    assertThat(read).usingRecursiveComparison().isEqualTo(log.from(0));
    assertThat(read.getFirst().headers()).extracting("key").contains("noise", "nothing");
    assertThat(read.getFirst().value()).isInstanceOf(Value.Avro.class);
  }

  @Test
  void follows_the_chain_of_each_owner() {
    archive();
    var chains = new Chains();

    read().forEach(chains::take);

    assertThat(chains.owners()).isEqualTo(2);
  }

  @Test
  void is_readable_without_knowing_avro() throws IOException {
    archive();

    assertThat(text(names().getFirst()).lines().findFirst().orElseThrow())
        .startsWith(
            "{\"topic\":\"policy-events\",\"partition\":1,\"offset\":3,\"timestamp\":1770000000003,"
                + "\"key\":\"acme\",\"headers\":[{\"name\":\"ce_type\",\"value\":\"an event\"},"
                + "{\"name\":\"noise\",\"valueBase64\":\"/wA=\"},"
                + "{\"name\":\"nothing\",\"value\":null}],"
                + "\"schema\":\"dev.sallyport.events.OrganizationAdded\",\"fingerprint\":\"")
        .contains("\"value\":{\"meta\":{\"eventId\":");
  }

  @Test
  void bears_no_clock() {
    archive();
    var header = bucket.get(names().getFirst().text()).orElseThrow().content();

    // RFC 1952: MTIME, four bytes.
    assertThat(List.of(header[4], header[5], header[6], header[7])).containsOnly((byte) 0);
  }

  @Test
  void keeps_what_is_no_record_as_it_is() {
    var noise = "no Avro".getBytes(StandardCharsets.UTF_8);
    log.add(10_000, new byte[] {(byte) 0xfe}, noise);
    archive();

    var last = read().getLast();

    assertThat(last.value())
        .isInstanceOfSatisfying(Value.Raw.class, raw -> assertThat(raw.bytes()).isEqualTo(noise));
    assertThat(last.key()).isEqualTo(new byte[] {(byte) 0xfe});
  }

  @Test
  void finds_the_partitions_that_are_archived() {
    var reading = new ArchiveReading(bucket);
    assertThat(reading.partitions("policy-events")).isEmpty();
    for (var partition : List.of(0, 7, 12, 100_000)) {
      var archive = new PartitionArchive(bucket, new TopicPartition("policy-events", partition));
      for (var first : List.of(0L, 5L)) {
        bucket.tamper(
            archive.name(first).text(), new byte[0], new ObjectMetadata(first, 1, TOPIC_ID).map());
      }
    }

    assertThat(reading.partitions("policy-events")).containsExactly(0, 7, 12, 100_000);
  }

  @Test
  void notices_that_an_object_is_missing() {
    archive();
    bucket.remove(names().get(1).text());

    assertDamaged(this::read, "an object is missing");
  }

  @Test
  void notices_an_object_too_many() {
    archive();
    var second = names().get(1);
    var stored = bucket.get(second.text()).orElseThrow();
    bucket.tamper(
        new ObjectName(second.topic(), second.partition(), second.first() + 1).text(),
        stored.content(),
        stored.metadata());

    assertDamaged(this::read, "one is too many");
  }

  @Test
  void notices_a_line_that_was_left_out() throws IOException {
    archive();
    rewrite(names().get(1), text -> text.substring(text.indexOf('\n') + 1));

    assertDamaged(this::read, "and says of itself");
  }

  @Test
  void notices_an_object_that_was_cut_off() {
    archive();
    var name = names().get(1).text();
    var stored = bucket.get(name).orElseThrow();
    bucket.tamper(
        name,
        java.util.Arrays.copyOf(stored.content(), stored.content().length / 2),
        stored.metadata());

    assertDamaged(this::read, "cannot be unpacked");
  }

  @Test
  void notices_a_byte_that_was_changed_in_an_event() throws IOException {
    archive();
    rewrite(
        names().get(1),
        text -> {
          var from = text.indexOf("\"avro\":\"") + 8;
          var to = text.indexOf('"', from);
          var body = Base64.getDecoder().decode(text.substring(from, to));
          body[body.length - 1] ^= 1;
          return text.substring(0, from)
              + Base64.getEncoder().encodeToString(body)
              + text.substring(to);
        });

    assertThat(read()).isNotEmpty();
    assertThatExceptionOfType(ArchiveFault.Damaged.class).isThrownBy(this::follow);
  }

  @Test
  void notices_that_only_what_people_read_was_changed() throws IOException {
    archive();
    rewrite(names().get(1), text -> text.replaceFirst("\"version\":1", "\"version\":2"));

    assertDamaged(this::follow, "reads otherwise than its bytes");
  }

  @Test
  void notices_an_event_that_was_changed_in_all_places() {
    // A chain of another log, as who can write to the bucket might forge one event of.
    archive();
    var forged = new ArchivedLog(31);
    var writer =
        PartitionWriter.open(bucket, PARTITION, TOPIC_ID, new Cutting(1, Duration.ZERO, () -> 0));
    writer.take(at(forged.from(0).getLast(), log.records.getLast().offset() + 1));
    follow();
    writer.take(at(forged.from(0).getFirst(), log.records.getLast().offset() + 2));

    assertDamaged(this::follow, "where event");
  }

  private static ArchivedRecord at(ArchivedRecord record, long offset) {
    return new ArchivedRecord(
        record.topic(),
        record.partition(),
        offset,
        record.timestamp(),
        Objects.requireNonNull(record.key()),
        record.headers(),
        record.value());
  }

  @Test
  void notices_an_object_of_another_topic_of_that_name() {
    archive();
    var name = names().get(1);
    var stored = bucket.get(name.text()).orElseThrow();
    var metadata = ObjectMetadata.of(name, stored.metadata());
    bucket.tamper(
        name.text(),
        stored.content(),
        new ObjectMetadata(metadata.last(), metadata.records(), new Uuid(9, 9)).map());

    assertThatExceptionOfType(ArchiveFault.Foreign.class).isThrownBy(this::read);
  }

  private static void assertDamaged(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String why) {
    assertThatExceptionOfType(ArchiveFault.Damaged.class)
        .isThrownBy(reading)
        .withMessageContaining(why);
  }

  private String text(ObjectName name) throws IOException {
    var content = bucket.get(name.text()).orElseThrow().content();
    try (var lines = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void rewrite(ObjectName name, UnaryOperator<String> change) throws IOException {
    var stored = bucket.get(name.text()).orElseThrow();
    var changed = change.apply(text(name));
    assertThat(changed).isNotEqualTo(text(name));
    var content = new ByteArrayOutputStream();
    try (var lines = new GZIPOutputStream(content)) {
      lines.write(changed.getBytes(StandardCharsets.UTF_8));
    }
    bucket.tamper(name.text(), content.toByteArray(), stored.metadata());
  }
}
