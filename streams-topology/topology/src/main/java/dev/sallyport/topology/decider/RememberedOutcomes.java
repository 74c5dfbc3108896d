package dev.sallyport.topology.decider;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.OutcomeCodec;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * What became of commands, for at least {@link Topics#OUTCOME_PERIOD}. The store drops whole
 * periods by itself; within one an outcome is found by its key alone, so that a look-up is two
 * reads of a point and never a scan.
 */
final class RememberedOutcomes {
  private static final Duration PERIOD = Topics.OUTCOME_PERIOD;

  private final WindowStore<Bytes, byte[]> store;

  RememberedOutcomes(WindowStore<Bytes, byte[]> store) {
    this.store = store;
  }

  static StoreBuilder<WindowStore<Bytes, byte[]>> store() {
    var supplier =
        Stores.persistentWindowStore(
            Topics.DECIDED_COMMANDS_STORE, PERIOD.multipliedBy(2), PERIOD, false);
    return Stores.windowStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  /**
   * @param at when the command was appended
   * @throws CorruptState if what is remembered cannot be read
   */
  @Nullable Outcome find(CommandId id, Owner owner, Instant at) {
    var key = key(id, owner);
    var period = period(at);
    var value = store.fetch(key, period);
    if (value == null && period >= PERIOD.toMillis()) {
      value = store.fetch(key, period - PERIOD.toMillis());
    }
    try {
      return value == null ? null : OutcomeCodec.decode(value);
    } catch (UndecodableException undecodable) {
      throw new CorruptState("The outcome of command " + id + " cannot be read", undecodable);
    }
  }

  void remember(CommandId id, Owner owner, Instant at, byte[] outcome) {
    store.put(key(id, owner), outcome, period(at));
  }

  private static long period(Instant at) {
    return Math.max(0, at.toEpochMilli()) / PERIOD.toMillis() * PERIOD.toMillis();
  }

  // With the owner: a command's id is chosen by whoever sends it, and must not open another's.
  private static Bytes key(CommandId id, Owner owner) {
    var ownerKey = OwnerPartition.key(owner);
    return Bytes.wrap(
        ByteBuffer.allocate(2 * Long.BYTES + ownerKey.length)
            .putLong(id.value().getMostSignificantBits())
            .putLong(id.value().getLeastSignificantBits())
            .put(ownerKey)
            .array());
  }
}
