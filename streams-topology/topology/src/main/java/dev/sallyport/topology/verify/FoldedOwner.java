package dev.sallyport.topology.verify;

import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.ImpossibleEvent;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.RecordedEvent;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** An owner's events added up, each checked against those before it. */
final class FoldedOwner {
  private final NavigableMap<Long, EventHash> exported;
  private final MemoryBook book = new MemoryBook();

  /**
   * @param exported hashes that were seen at some sequences before
   */
  FoldedOwner(NavigableMap<Long, EventHash> exported) {
    this.exported = exported;
  }

  MemoryBook book() {
    return book;
  }

  long sequence() {
    var head = book.head();
    return head == null ? 0 : head.sequence();
  }

  /**
   * Takes in the next event.
   *
   * @param hash recomputed from the event's bytes and the hash that it names
   * @return what is wrong with it; null if nothing is
   */
  @Nullable String take(RecordedEvent event, EventHash hash) {
    var meta = event.meta();
    var head = book.head();
    if (meta.sequence() != sequence() + 1) {
      return meta.sequence() <= sequence()
          ? "there is an event of this sequence already"
          : "sequence %d is missing".formatted(sequence() + 1);
    }
    if (!meta.previous().equals(head == null ? EventHash.GENESIS : head.hash())) {
      return head == null
          ? "the first event names an event before it"
          : ("it names another hash for event %d than that event's bytes give: one of the two was"
                  + " changed")
              .formatted(head.sequence());
    }
    if (head != null && meta.at().isBefore(head.at())) {
      return "its time, %s, is before that of the event before it, %s"
          .formatted(meta.at(), head.at());
    }
    var seen = exported.get(meta.sequence());
    if (seen != null && !seen.equals(hash)) {
      return "its hash is %s, and was %s when heads were exported".formatted(hash, seen);
    }
    try {
      book.evolve(event, hash);
      return null;
    } catch (ImpossibleEvent e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The first exported sequence that is not there. */
  @Nullable Long missing() {
    return exported.higherKey(sequence());
  }

  /** Null before the first event. */
  @Nullable Head head() {
    return book.head();
  }
}
