package dev.sallyport.archive;

import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.topics.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A topic of its own on a real broker, with events in transactions, some of which are aborted. */
final class TopicUnderTest implements AutoCloseable {
  static final int PARTITIONS = 2;

  final KafkaClients clients;
  final String name;
  private final List<ConsumerRecord<byte[], byte[]>> samples = new ArchivedLog(30).records;
  private final Producer<byte[], byte[]> producer;
  private int transactions;

  TopicUnderTest(String bootstrapServers, String name) throws Exception {
    this.clients = KafkaClients.of(bootstrapServers);
    this.name = name;
    make();
    producer = clients.transactionalProducer(name + "-writing");
    producer.initTransactions();
  }

  void make() throws Exception {
    try (var admin = clients.admin()) {
      admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
    }
  }

  /** Ids as everybody has them who registers the same schemas in the same order. */
  static SchemaIds ids() {
    var ids = SchemaIds.inMemory(new InMemoryRegistry());
    var _ = EventEncoder.registered(ids);
    return ids;
  }

  /** Writes so many transactions of five records; every fourth comes to nothing. */
  void write(int more) {
    for (var number = 0; number < more; number++) {
      producer.beginTransaction();
      for (var each = 0; each < 5; each++) {
        var sample = samples.get((transactions * 5 + each) % samples.size());
        var _ =
            producer.send(
                new ProducerRecord<>(
                    name,
                    (transactions + each) % PARTITIONS,
                    sample.timestamp() + transactions,
                    sample.key(),
                    sample.value(),
                    sample.headers()));
      }
      producer.flush();
      if (transactions++ % 4 == 3) {
        producer.abortTransaction();
      } else {
        producer.commitTransaction();
      }
    }
  }

  List<TopicPartition> partitions() {
    return List.of(new TopicPartition(name, 0), new TopicPartition(name, 1));
  }

  /** All that is committed, as the lines that must be archived, by partition. */
  List<List<String>> committed() {
    var reader = new RecordReader(ids());
    var all = new ArrayList<List<String>>();
    for (var partition : partitions()) {
      var records = new ArrayList<String>();
      try (var consumer = clients.consumer("comparing")) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        var end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        while (consumer.position(partition) < end) {
          for (var record : consumer.poll(Duration.ofMillis(100))) {
            records.add(line(reader.read(record)));
          }
        }
      }
      all.add(records);
    }
    return all;
  }

  private static String line(ArchivedRecord record) {
    return new String(RecordLine.encode(record), StandardCharsets.UTF_8);
  }

  /** All that is archived, by partition. */
  List<List<String>> archived(Bucket bucket) {
    var all = new ArrayList<List<String>>();
    for (var partition : partitions()) {
      var records = new ArrayList<String>();
      new ArchiveReading(bucket)
          .read(name, partition.partition(), record -> records.add(line(record)));
      all.add(records);
    }
    return all;
  }

  /** Waits until the archive reaches as far as what is committed. */
  void awaitArchived(Bucket bucket) throws Exception {
    var ends = new ArrayList<Long>();
    for (var records : committed()) {
      ends.add(RecordLine.decode(records.getLast()).offset());
    }
    for (var partition : partitions()) {
      var archive = new PartitionArchive(bucket, partition);
      Eventually.is(
          partition + " is archived",
          () ->
              archive
                  .newest()
                  .map(newest -> archive.metadata(newest).last())
                  .filter(last -> last >= ends.get(partition.partition()))
                  .isPresent());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
