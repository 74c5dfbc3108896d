package dev.sallyport.topology.decider;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * An owner's book in the decider's store, as one command finds it: an entry is read and decoded
 * once, however often a rule asks. Good for one command only, and until its changes are written.
 */
final class StoredBook implements PolicyBook {
  private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
  private final Owner owner;
  private final Map<BookKey, Optional<BookEntry>> read = new HashMap<>();

  StoredBook(ReadOnlyKeyValueStore<Bytes, byte[]> store, Owner owner) {
    this.store = store;
    this.owner = owner;
  }

  /**
   * @throws CorruptState if the entry there cannot be read or is another's
   */
  @Override
  public @Nullable BookEntry get(BookKey key) {
    return read.computeIfAbsent(key, this::stored).orElse(null);
  }

  private Optional<BookEntry> stored(BookKey key) {
    var value = store.get(Bytes.wrap(new StateKey(owner, key).encode()));
    return value == null ? Optional.empty() : Optional.of(entry(key, value));
  }

  @Override
  public List<PlacementEntry> placements(PolicyName policy) {
    return entries(StateKey.placements(owner, policy), PlacementEntry.class);
  }

  @Override
  public List<SuppressionRuleEntry> suppressionRules() {
    return entries(StateKey.suppressionRules(owner), SuppressionRuleEntry.class);
  }

  @Override
  public List<IntegrationEntry> integrations() {
    return entries(StateKey.integrations(owner), IntegrationEntry.class);
  }

  private <T extends BookEntry> List<T> entries(byte[] prefix, Class<T> type) {
    var found = new ArrayList<T>();
    try (var entries = store.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
      while (entries.hasNext()) {
        var stored = entries.next();
        var key = key(stored.key.get());
        var entry = entry(key, stored.value);
        if (!type.isInstance(entry)) {
          throw corrupt(key, "is no " + type.getSimpleName(), null);
        }
        found.add(type.cast(entry));
      }
    }
    return found;
  }

  private BookKey key(byte[] bytes) {
    try {
      return StateKey.decode(bytes).key();
    } catch (UndecodableException undecodable) {
      throw new CorruptState(
          "A key of " + owner.key() + " cannot be read: " + undecodable.getMessage(), undecodable);
    }
  }

  private BookEntry entry(BookKey key, byte[] value) {
    BookEntry entry;
    try {
      entry = StateCodec.decode(value);
    } catch (UndecodableException undecodable) {
      throw corrupt(key, "cannot be read", undecodable);
    }
    if (!entry.key().equals(key)) {
      throw corrupt(key, "holds the entry " + entry.key(), null);
    }
    return entry;
  }

  private CorruptState corrupt(BookKey key, String why, @Nullable Throwable cause) {
    var message = "State of %s at %s %s".formatted(owner.key(), key, why);
    return cause == null
        ? new CorruptState(message)
        : new CorruptState(message + ": " + cause.getMessage(), cause);
  }
}
