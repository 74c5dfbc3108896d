package dev.sallyport.archive;

import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.topics.OwnerPartition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A partition with events of two owners, as a consumer reads it: with holes between offsets. */
final class ArchivedLog {
  static final TopicPartition PARTITION = new TopicPartition("policy-events", 1);
  static final Uuid TOPIC_ID = new Uuid(7, 7);

  final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final RecordReader reader = new RecordReader(ids);

  /** What so many changes write, the first of an owner two events. */
  ArchivedLog(int changes) {
    var encoder = EventEncoder.registered(ids);
    var owners =
        List.of(
            new WrittenEvents(encoder, Owner.of("Acme")),
            new WrittenEvents(encoder, Owner.of("globex")));
    var offset = 3L;
    for (var number = 0; number < changes; number++) {
      for (var written : owners.get(number % 2).done(command(number / 2))) {
        add(offset, OwnerPartition.key(written.owner()), written.value());
        // The ends of transactions, and records of those that came to nothing.
        offset += number % 3 == 0 ? 2 : 1;
      }
    }
  }

  private static PolicyCommand command(int number) {
    var name = new PolicyName("policy " + number / 3);
    return switch (number % 3) {
      case 0 -> new CreatePolicy(name, WrittenEvents.blocking("github.com:443"));
      case 1 -> new UpdatePolicy(name, WrittenEvents.blocking("ghcr.io:443"), null, null);
      default -> new DeletePolicy(name, null);
    };
  }

  void add(long offset, byte[] key, byte[] value) {
    var headers = new RecordHeaders();
    headers.add("ce_type", "an event".getBytes(StandardCharsets.UTF_8));
    headers.add("noise", new byte[] {(byte) 0xff, 0});
    headers.add("nothing", null);
    records.add(
        new ConsumerRecord<>(
            PARTITION.topic(),
            PARTITION.partition(),
            offset,
            1_770_000_000_000L + offset,
            TimestampType.CREATE_TIME,
            key.length,
            value.length,
            key,
            value,
            headers,
            Optional.empty()));
  }

  ArchivedRecord archived(ConsumerRecord<byte[], byte[]> record) {
    return reader.read(record);
  }

  /** From an offset on, as a consumer would go on reading. */
  List<ArchivedRecord> from(long offset) {
    return records.stream()
        .filter(record -> record.offset() >= offset)
        .map(this::archived)
        .toList();
  }

  List<Long> offsets() {
    return records.stream().map(ConsumerRecord::offset).toList();
  }

  /** The offsets that an archive holds of the partition, in its order. */
  static List<Long> offsets(Bucket bucket) {
    var offsets = new ArrayList<Long>();
    new ArchiveReading(bucket)
        .read(PARTITION.topic(), PARTITION.partition(), record -> offsets.add(record.offset()));
    return offsets;
  }
}
