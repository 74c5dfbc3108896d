package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.book.BookKey.HeadKey;
import dev.sallyport.topology.view.PolicyView.CondemnedOwner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One owner's records on their way in: held back until the head that ends their command arrives,
 * and for as long as a record that could not be decoded is the last one under its key. Of the
 * applying thread.
 */
final class OwnerFeed {
  private static final int WORTH_FOLDING = 1_024;

  private final OwnerState state = new OwnerState();
  private final Map<ByteBuffer, CondemnedOwner> unreadable = new LinkedHashMap<>();
  private List<BookChange> pending = new ArrayList<>();
  private int foldAt = WORTH_FOLDING;
  private @Nullable Head head;

  /** Remembers that the entry under this key cannot be known. */
  void condemn(byte[] key, CondemnedOwner because) {
    unreadable.put(ByteBuffer.wrap(key), because);
    foldIfLong();
  }

  /** What is to be done after a change was taken in. */
  enum Next {
    /** Nothing: it is held back. */
    WAIT,
    /** Whole commands can be applied. */
    APPLY,
    /** The owner's head was removed: there is no such owner, nor was there ever one. */
    FORGET
  }

  /** Takes a change in. The record's key may have held what could not be decoded: no more. */
  Next take(byte[] key, BookChange change) {
    supersede(key);
    pending.add(change);
    return switch (change) {
      case Put(Head next) -> {
        head = next;
        yield ifReadable(Next.APPLY);
      }
      case Remove(HeadKey _) -> ifReadable(Next.FORGET);
      case Put _, Remove _ -> Next.WAIT;
    };
  }

  private Next ifReadable(Next next) {
    if (unreadable.isEmpty()) {
      return next;
    }
    foldIfLong();
    return Next.WAIT;
  }

  /** Under this key stands something else now. */
  void supersede(byte[] key) {
    if (!unreadable.isEmpty()) {
      unreadable.remove(ByteBuffer.wrap(key));
    }
  }

  /** What the owner's records add up to, as far as they were applied. */
  OwnerState state() {
    return state;
  }

  /** All changes of whole commands, and the last one's head. */
  List<BookChange> pending() {
    return pending;
  }

  Head head() {
    if (head == null) {
      throw new IllegalStateException("No head has arrived yet");
    }
    return head;
  }

  void applied() {
    pending = new ArrayList<>();
    foldAt = WORTH_FOLDING;
  }

  /** The first reason why nothing of this owner is applied. */
  @Nullable CondemnedOwner condemned() {
    return unreadable.isEmpty() ? null : unreadable.values().iterator().next();
  }

  // What a condemned owner goes on to do may take days: each entry is held back once.
  private void foldIfLong() {
    if (pending.size() < foldAt) {
      return;
    }
    var folded = new LinkedHashMap<BookKey, BookChange>();
    pending.forEach(change -> folded.putLast(change.key(), change));
    pending = new ArrayList<>(folded.values());
    foldAt = Math.max(WORTH_FOLDING, 2 * pending.size());
  }
}
