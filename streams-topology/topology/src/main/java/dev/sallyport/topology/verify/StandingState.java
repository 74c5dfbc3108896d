package dev.sallyport.topology.verify;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  private sealed interface Standing {
    long offset();

    record Read(EntryDigest digest, long offset) implements Standing {}

    record Unreadable(String why, long offset) implements Standing {}
  }

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

  /** Takes the next record in, in place of an earlier one under its key. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    var owner = StateKey.ownerKeyOrNobody(record.key());
    var entries = owners.computeIfAbsent(owner, _ -> new HashMap<>());
    var key = Bytes.wrap(record.key());
    if (record.value() == null) {
      entries.remove(key);
      heads.computeIfPresent(owner, (_, head) -> key.equals(keyOf(head)) ? null : head);
    } else {
      entries.put(key, standing(owner, record.key(), record.value(), record.offset()));
    }
  }

  private Standing standing(String owner, byte[] key, byte[] value, long offset) {
    try {
      var entry = StateCodec.decode(value);
      var digest = EntryDigest.of(StateKey.decode(key).owner(), entry);
      if (!digest.keyIs(key)) {
        return new Standing.Unreadable("an entry stands under another entry's key", offset);
      }
      if (entry instanceof Head head) {
        heads.put(owner, head);
      }
      return new Standing.Read(digest, offset);
    } catch (UndecodableException e) {
      return new Standing.Unreadable("the state cannot be read: " + e.getMessage(), offset);
    }
  }

  private static Bytes keyOf(Head head) {
    return Bytes.wrap(new StateKey(head.owner(), head.key()).encode());
  }

  /** The first entry of an owner that cannot be read; null if all can. */
  @Nullable Fault unreadable(String owner) {
    return owners.getOrDefault(owner, Map.of()).values().stream()
        .flatMap(each ->
            each instanceof Standing.Unreadable unreadable
                ? Stream.of(unreadable)
                : Stream.<Standing.Unreadable>empty())
        .min(Comparator.comparingLong(Standing.Unreadable::offset))
        .map(first -> fault(owner, first.offset(), first.why()))
        .orElse(null);
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
      if (!(found instanceof Standing.Read read && read.digest().equals(digest))) {
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
