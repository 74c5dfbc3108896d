package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.accept;
import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.command.Refusal.RecordedAlready;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.PolicyEvent.GlobalBlockListChangeDenied;
import dev.sallyport.domain.event.PolicyEvent.GlobalBlockListReplaced;
import java.time.Duration;
import java.time.Instant;

/** Rules about the global block list. */
final class BlockLists {
  private static final Duration BETWEEN_DENIALS = Duration.ofMinutes(1);

  private BlockLists() {}

  static Decision replace(PolicyBook book, GlobalBlockList list) {
    var standing = book.blockList();
    return standing != null && standing.list().equals(list)
        ? accept()
        : accept(new GlobalBlockListReplaced(list));
  }

  /** One event per actor and minute, however often it tries; the caller keeps the count. */
  static Decision recordDenied(PolicyBook book, Actor actor, int attempts, Instant at) {
    var last = book.denial(actor);
    return last != null && at.isBefore(last.at().plus(BETWEEN_DENIALS))
        ? refuse(new RecordedAlready(last.at()))
        : accept(new GlobalBlockListChangeDenied(attempts));
  }
}
