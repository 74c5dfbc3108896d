package dev.sallyport.topology.history;

import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.PolicyEvent.AboutPolicy;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyDeleted;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.history.Row.Head;
import dev.sallyport.topology.projection.StoppedPartition;
import dev.sallyport.topology.projection.Stops;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes each event in once, in its owner's order. An event that was taken in before changes
 * nothing; one that does not follow, or cannot be read, stops its partition.
 */
final class Projection implements Processor<String, byte[], Void, Void> {
  private final EventDecoder decoder;
  private final Progress progress;
  private final Stops stops;
  private @Nullable ProcessorContext<Void, Void> context;
  private @Nullable KeyValueStore<Bytes, byte[]> store;

  Projection(EventDecoder decoder, Progress progress, Stops stops) {
    this.decoder = decoder;
    this.progress = progress;
    this.stops = stops;
  }

  @Override
  public void init(ProcessorContext<Void, Void> opened) {
    context = opened;
    store = opened.getStateStore(HistoryTopology.STORE);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null || record.value() == null) {
      throw stopped("a record without key or value", null);
    }
    takeIn(record.key(), record.value(), decoded(record.value()));
  }

  private RecordedEvent decoded(byte[] value) {
    try {
      return decoder.decode(value);
    } catch (RegistryException e) {
      // No fault of the record: it is read again when the registry answers.
      throw e;
    } catch (RuntimeException e) {
      throw stopped("the event cannot be read: " + e.getMessage(), e);
    }
  }

  private void takeIn(String owner, byte[] value, RecordedEvent event) {
    var meta = event.meta();
    if (!meta.owner().key().equals(owner)) {
      throw stopped("an event of " + meta.owner().key() + " under the key " + owner, null);
    }
    var row = store().get(RowKeys.head(owner));
    var head = row == null ? Head.NONE : Head.of(row);
    if (meta.sequence() <= head.sequence()) {
      requireSame(owner, value, event);
      // Written once more: after a crash this store may hold what its changelog does not.
      write(owner, event, value, decoder.hash(meta.previous(), value), head);
      return;
    }
    if (meta.sequence() != head.sequence() + 1) {
      throw stopped(
          "sequence %d of %s follows %d".formatted(meta.sequence(), owner, head.sequence()), null);
    }
    if (!meta.previous().equals(head.hash())) {
      throw stopped(
          "sequence %d of %s does not build on the hash of the event before it"
              .formatted(meta.sequence(), owner),
          null);
    }
    if (meta.at().isBefore(head.at())) {
      throw stopped(
          "sequence %d of %s is older than the event before it".formatted(meta.sequence(), owner),
          null);
    }
    var hash = decoder.hash(meta.previous(), value);
    write(owner, event, value, hash, new Head(meta.sequence(), hash, meta.at()));
    progress.passed(owner, meta.sequence());
  }

  private void requireSame(String owner, byte[] value, RecordedEvent event) {
    var meta = event.meta();
    var known = store().get(RowKeys.event(owner, meta.sequence()));
    if (known == null || !Row.eventHash(known).equals(decoder.hash(meta.previous(), value))) {
      throw stopped(
          "another event of sequence %d of %s than the one before"
              .formatted(meta.sequence(), owner),
          null);
    }
  }

  // The head last: where it is, everything else is.
  private void write(String owner, RecordedEvent event, byte[] value, EventHash hash, Head head) {
    var sequence = event.meta().sequence();
    store().put(RowKeys.event(owner, sequence), Row.event(hash, value));
    if (event.event() instanceof AboutPolicy about) {
      store().put(RowKeys.aboutPolicy(owner, about.policy(), sequence), Row.sequence(sequence));
      switch (about) {
        case PolicyCreated created -> putVersion(owner, created, created.version(), sequence);
        case PolicyUpdated updated -> putVersion(owner, updated, updated.version(), sequence);
        case PolicyAttached _, PolicyDetached _, PolicyDeleted _ -> {}
      }
    }
    store().put(RowKeys.head(owner), head.bytes());
  }

  private void putVersion(String owner, AboutPolicy about, long version, long sequence) {
    store().put(RowKeys.version(owner, about.policy(), version), Row.sequence(sequence));
  }

  private StoppedPartition stopped(String reason, @Nullable Throwable cause) {
    var metadata =
        Objects.requireNonNull(context, "not initialized").recordMetadata().orElseThrow();
    return stops.at(
        new TopicPartition(metadata.topic(), metadata.partition()),
        metadata.offset(),
        reason,
        cause);
  }

  private KeyValueStore<Bytes, byte[]> store() {
    return Objects.requireNonNull(store, "not initialized");
  }
}
