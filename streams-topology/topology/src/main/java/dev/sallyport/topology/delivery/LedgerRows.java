package dev.sallyport.topology.delivery;

import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import dev.sallyport.wire.Payload;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads and writes the ledger's rows of one partition. */
final class LedgerRows {
  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> rows;

  LedgerRows(KeyValueStore<Bytes, byte[]> rows) {
    this.rows = rows;
  }

  void eachDestination(Consumer<DestinationState> taking) {
    try (var found = rows.prefixScan(RowKeys.destinations(), new BytesSerializer())) {
      while (found.hasNext()) {
        taking.accept(SingleObject.decode(found.next().value, DestinationState.class));
      }
    }
  }

  void put(Queue queue) {
    rows.put(
        RowKeys.destination(queue.owner.key(), queue.integration.id()),
        SingleObject.encode(queue.state()));
  }

  void put(OpenDelivery delivery) {
    rows.put(
        RowKeys.delivery(delivery.begun().getOwnerKey(), delivery.integration(), delivery.number()),
        SingleObject.encode(delivery.record()));
  }

  @Nullable OpenDelivery delivery(Queue queue, long number) {
    var found = rows.get(RowKeys.delivery(queue.owner.key(), queue.integration.id(), number));
    return found == null ? null : new OpenDelivery(SingleObject.decode(found, Delivery.class));
  }

  void delete(Queue queue, long number) {
    rows.delete(RowKeys.delivery(queue.owner.key(), queue.integration.id(), number));
  }

  /** Its deliveries go later: they may be too many for one transaction. */
  void remove(Queue queue) {
    rows.put(RowKeys.removed(queue.owner.key(), queue.integration.id()), NOTHING);
    rows.delete(RowKeys.destination(queue.owner.key(), queue.integration.id()));
  }

  /**
   * Deletes deliveries of integrations that were removed.
   *
   * @return whether there are more
   */
  boolean dropRemoved(int most) {
    var removed = keys(rows.prefixScan(RowKeys.removed(), new BytesSerializer()), 1);
    removed.forEach(each -> dropLeft(each, most));
    return !removed.isEmpty();
  }

  /** The same of one that comes back under its id, all at once. */
  void dropRemoved(Queue queue) {
    var removed = RowKeys.removed(queue.owner.key(), queue.integration.id());
    if (rows.get(removed) != null) {
      dropLeft(removed, Integer.MAX_VALUE);
    }
  }

  private void dropLeft(Bytes removed, int most) {
    var left = new ArrayList<Bytes>();
    for (var prefix : RowKeys.left(removed)) {
      left.addAll(keys(rows.prefixScan(prefix, new BytesSerializer()), most - left.size()));
    }
    left.forEach(rows::delete);
    if (left.size() < most) {
      rows.delete(removed);
    }
  }

  void keep(Occurrence occurrence, Instant since) {
    rows.put(
        RowKeys.payload(since, occurrence.ownerKey(), occurrence.id()),
        SingleObject.encode(new Payload(ByteBuffer.wrap(occurrence.value()))));
  }

  byte @Nullable [] payload(OpenDelivery delivery) {
    var begun = delivery.begun();
    var found =
        rows.get(RowKeys.payload(begun.getKeptSince(), begun.getOwnerKey(), begun.getHappenedId()));
    if (found == null) {
      return null;
    }
    var buffer = SingleObject.decode(found, Payload.class).getValue();
    var value = new byte[buffer.remaining()];
    buffer.duplicate().get(value);
    return value;
  }

  void putLater(OpenDelivery delivery, Instant at) {
    rows.put(RowKeys.later(delivery.begun(), at), NOTHING);
  }

  void deleteLater(OpenDelivery delivery, Instant at) {
    rows.delete(RowKeys.later(delivery.begun(), at));
  }

  /** The numbers of what is aside from the order and whose time has come, oldest first. */
  List<Long> due(Queue queue, Instant now, int most) {
    var owner = queue.owner.key();
    var integration = queue.integration.id();
    return numbers(
        rows.range(RowKeys.laters(owner, integration), RowKeys.laterThan(owner, integration, now)),
        most);
  }

  /** The numbers of what is aside from the order. */
  List<Long> aside(Queue queue, int most) {
    return numbers(
        rows.prefixScan(
            RowKeys.laters(queue.owner.key(), queue.integration.id()), new BytesSerializer()),
        most);
  }

  private static List<Long> numbers(KeyValueIterator<Bytes, byte[]> found, int most) {
    return keys(found, most).stream().map(RowKeys::number).toList();
  }

  /**
   * Deletes payloads that began to be kept before a time.
   *
   * @return whether there may be more
   */
  boolean dropPayloads(Instant before, int most) {
    var old = keys(rows.range(RowKeys.payloadsFrom(), RowKeys.payloadsSince(before)), most);
    old.forEach(rows::delete);
    return old.size() == most;
  }

  // A list, since nothing must change while rows are read.
  private static List<Bytes> keys(KeyValueIterator<Bytes, byte[]> found, int most) {
    var keys = new ArrayList<Bytes>();
    try (found) {
      while (keys.size() < most && found.hasNext()) {
        keys.add(found.next().key);
      }
    }
    return keys;
  }
}
