package dev.sallyport.topology.view;

import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the changelog as the decider does: one transaction a command. */
final class ChangelogWriter implements AutoCloseable {
  private final BookWriter books = new BookWriter();
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;

  ChangelogWriter(KafkaClients clients, String topic, int partitions) {
    this.topic = topic;
    this.partitions = partitions;
    this.producer = clients.transactionalProducer(KafkaUnderTest.fresh("changelog-writer"));
    producer.initTransactions();
  }

  /** The records of a command, decided but not written. */
  List<ChangelogRecord> records(Owner owner, PolicyCommand command) {
    return books.records(owner, command);
  }

  void commit(Owner owner, PolicyCommand command) {
    commit(owner, records(owner, command));
  }

  void commit(Owner owner, List<ChangelogRecord> records) {
    producer.beginTransaction();
    send(owner, records);
    producer.commitTransaction();
  }

  void abort(Owner owner, List<ChangelogRecord> records) {
    producer.beginTransaction();
    send(owner, records);
    producer.flush();
    producer.abortTransaction();
  }

  private void send(Owner owner, List<ChangelogRecord> records) {
    var partition = OwnerPartition.of(owner, partitions);
    for (var record : records) {
      var _ = producer.send(new ProducerRecord<>(topic, partition, record.key(), record.value()));
    }
  }

  long sequence(Owner owner) {
    return books.sequence(owner);
  }

  @Override
  public void close() {
    producer.close();
  }
}
