package dev.sallyport.topology.verify;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.WrittenEvents.Written;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** An installation of its own on a real broker, whose topics a test writes as it likes. */
final class WrittenLog implements AutoCloseable {
  static final int PARTITIONS = 2;

  final KafkaClients clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
  final Topics topics = new Topics(KafkaUnderTest.fresh("verifying") + ".");
  final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final Producer<byte[], byte[]> producer;

  WrittenLog() {
    new TopicDeclarations(clients, topics, new TopicSettings(true, PARTITIONS, (short) 0)).ensure();
    producer = clients.transactionalProducer(topics.prefix() + "writing");
    producer.initTransactions();
  }

  WrittenEvents events(Owner owner) {
    return new WrittenEvents(EventEncoder.registered(ids), owner);
  }

  /** Writes in one transaction. */
  void write(Runnable records) {
    producer.beginTransaction();
    records.run();
    producer.commitTransaction();
  }

  /** Writes in a transaction that comes to nothing. */
  void abort(Runnable records) {
    producer.beginTransaction();
    records.run();
    producer.flush();
    producer.abortTransaction();
  }

  void event(Written event) {
    event(event.owner(), event.value());
  }

  void event(Owner owner, byte[] value) {
    send(OwnerPartition.record(topics.policyEvents(), owner, value, PARTITIONS));
  }

  /** All entries of a book, the head last. */
  void state(Owner owner, MemoryBook book) {
    everythingButTheHead(owner, book);
    var head = book.head();
    if (head != null) {
      state(owner, head);
    }
  }

  void everythingButTheHead(Owner owner, MemoryBook book) {
    for (var entry : book.entries()) {
      if (!(entry instanceof Head)) {
        state(owner, entry);
      }
    }
  }

  void state(Owner owner, BookEntry entry) {
    state(owner, new StateKey(owner, entry.key()).encode(), StateCodec.encode(entry));
  }

  void state(Owner owner, byte[] key, byte @Nullable [] value) {
    send(
        new ProducerRecord<>(
            topics.policyState().name(), OwnerPartition.of(owner, PARTITIONS), key, value));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var _ = producer.send(record);
  }

  /** Events and state, as they belong together. */
  void written(WrittenEvents events) {
    write(() -> {
      events.all().forEach(this::event);
      state(events.all().getFirst().owner(), events.book());
    });
  }

  Verdict verdict(ExportedHead... exported) {
    return verdict(Optional.empty(), exported);
  }

  Verdict verdict(Optional<Owner> owner, ExportedHead... exported) {
    return new Verification(clients, topics, PARTITIONS, ids)
        .run(owner, List.of(exported), (_, _, _) -> {});
  }

  @Override
  public void close() {
    producer.close();
  }
}
