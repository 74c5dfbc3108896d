package dev.sallyport.topology.maintenance;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The books of one partition's owners as their events tell. All of them are in memory: as much as
 * the texts of a partition's policies, and some.
 */
final class FoldedState {
  private final EventDecoder decoder;
  private final Map<String, MemoryBook> books = new TreeMap<>();

  FoldedState(EventDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * @throws dev.sallyport.domain.book.ImpossibleEvent if it does not continue its owner's events
   * @throws dev.sallyport.schemas.serde.UndecodableException if it is no event
   */
  void take(byte[] value) {
    var event = decoder.decode(value);
    var book = books.computeIfAbsent(event.meta().owner().key(), _ -> new MemoryBook());
    var head = book.head();
    book.evolve(event, decoder.hash(head == null ? EventHash.GENESIS : head.hash(), value));
  }

  Iterable<String> owners() {
    return books.keySet();
  }

  /** An owner's entries as they are stored, by their keys, the head apart. */
  Entries entries(String ownerKey) {
    var book = books.get(ownerKey);
    if (book == null) {
      return new Entries(new TreeMap<>(), null);
    }
    var owner = Owner.of(ownerKey);
    var values =
        book.entries().stream()
            .filter(entry -> !(entry instanceof BookEntry.Head))
            .collect(
                Collectors.toMap(
                    entry -> Bytes.wrap(new StateKey(owner, entry.key()).encode()),
                    StateCodec::encode,
                    (_, second) -> second,
                    TreeMap::new));
    var head = book.head();
    return new Entries(values, head == null ? null : StateCodec.encode(head));
  }

  /**
   * @param head null for an owner without events
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entries(SequencedMap<Bytes, byte[]> values, byte @Nullable [] head) {}
}
