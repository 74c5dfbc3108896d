package dev.sallyport.topology.verify;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookKey.HeadKey;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the changelog of a partition holds of its owners, by key: only digests, since texts and
 * rules are compared and not needed.
 */
final class StandingState {
  private final TopicPartition partition;
  private final Map<String, Map<Bytes, Standing>> owners = new TreeMap<>();
  private final Map<String, Head> heads = new HashMap<>();

  private record Standing(EntryDigest digest, long offset) {}

  StandingState(TopicPartition partition) {
    this.partition = partition;
  }

  Set<String> owners() {
    return owners.keySet();
  }

  /** How far the state of an owner is; 0 if there is none. */
  long sequence(String owner) {
    var head = heads.get(owner);
    return head == null ? 0 : head.sequence();
  }

  @Nullable Fault take(ConsumerRecord<byte[], byte[]> record) {
    var owner = "";
    try {
      owner = StateKey.ownerKey(record.key());
      var key = StateKey.decode(record.key());
      var entries = owners.computeIfAbsent(owner, _ -> new HashMap<>());
      if (record.value() == null) {
        entries.remove(Bytes.wrap(record.key()));
        if (key.key() instanceof HeadKey) {
          heads.remove(owner);
        }
        return null;
      }
      var entry = StateCodec.decode(record.value());
      var digest = EntryDigest.of(key.owner(), entry);
      if (!digest.keyIs(record.key())) {
        return fault(owner, record.offset(), "an entry stands under another entry's key");
      }
      if (entry instanceof Head head) {
        heads.put(owner, head);
      }
      entries.put(Bytes.wrap(record.key()), new Standing(digest, record.offset()));
      return null;
    } catch (UndecodableException e) {
      return fault(owner, record.offset(), "the state cannot be read: " + e.getMessage());
    }
  }

  /** Where an owner's state differs from what its events add up to; null if nowhere. */
  @Nullable Fault difference(String owner, MemoryBook folded) {
    var standing = owners.getOrDefault(owner, Map.of());
    var expected = 0;
    for (BookEntry entry : folded.entries()) {
      expected++;
      var digest = EntryDigest.of(Owner.of(owner), entry);
      var found = standing.get(digest.key());
      if (found == null) {
        return fault(owner, -1, "the state lacks " + entry.key());
      }
      if (!found.digest().equals(digest)) {
        return fault(
            owner, found.offset(), "the state of " + entry.key() + " is not what events tell");
      }
    }
    if (standing.size() > expected) {
      for (var each : standing.entrySet()) {
        var key = StateKey.decode(each.getKey().get()).key();
        if (folded.get(key) == null) {
          return fault(
              owner, each.getValue().offset(), "the state has " + key + ", which no event made");
        }
      }
    }
    return null;
  }

  Fault fault(String owner, long offset, String what) {
    return new Fault(
        owner,
        sequence(owner),
        partition,
        offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset),
        what);
  }
}
