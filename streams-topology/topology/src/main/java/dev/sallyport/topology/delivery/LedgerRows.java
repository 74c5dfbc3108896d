package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import dev.sallyport.wire.Payload;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
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

  /** In the order of their numbers; must change nothing while it reads. */
  List<OpenDelivery> deliveries(Queue queue) {
    var all = new ArrayList<OpenDelivery>();
    try (var found =
        rows.prefixScan(
            RowKeys.deliveries(queue.owner.key(), queue.integration.id()), new BytesSerializer())) {
      while (found.hasNext()) {
        all.add(new OpenDelivery(SingleObject.decode(found.next().value, Delivery.class)));
      }
    }
    return all;
  }

  /** Deletes all of an integration; of its times nothing is left once they have come. */
  void delete(Queue queue) {
    var keys = new ArrayList<Bytes>();
    try (var found =
        rows.prefixScan(
            RowKeys.deliveries(queue.owner.key(), queue.integration.id()), new BytesSerializer())) {
      found.forEachRemaining(row -> keys.add(row.key));
    }
    keys.forEach(rows::delete);
    rows.delete(RowKeys.destination(queue.owner.key(), queue.integration.id()));
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

  /** What was set aside and whose time has come, oldest first. */
  interface Due {
    void due(Bytes key, IntegrationId integration, long number);
  }

  /** Must change nothing while it reads. */
  void due(Instant now, int most, Due taking) {
    var found = new ArrayList<Bytes>();
    collect(RowKeys.laterFrom(), RowKeys.laterThan(now), most, found::add);
    for (var key : found) {
      var parts = RowKeys.parts(key);
      taking.due(key, new IntegrationId(parts[3]), HexFormat.fromHexDigitsToLong(parts[4]));
    }
  }

  void delete(Bytes key) {
    rows.delete(key);
  }

  /** Deletes payloads that began to be kept before a time. */
  void dropPayloads(Instant before, int most) {
    var old = new ArrayList<Bytes>();
    collect(RowKeys.payloadsFrom(), RowKeys.payloadsSince(before), most, old::add);
    old.forEach(rows::delete);
  }

  private void collect(Bytes from, Bytes before, int most, Consumer<Bytes> taking) {
    try (var range = rows.range(from, before)) {
      for (var count = 0; count < most && range.hasNext(); count++) {
        taking.accept(range.next().key);
      }
    }
  }
}
