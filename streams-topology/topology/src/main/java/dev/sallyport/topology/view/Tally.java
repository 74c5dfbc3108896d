package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.topology.view.OwnerBook.Counts;
import org.jspecify.annotations.Nullable;

/** Counts an owner's live policies as they change: a list of 50,000 must not count them again. */
final class Tally {
  private int total;
  private int block;
  private int audit;
  private int unattached;

  void replace(@Nullable PolicyEntry before, @Nullable PolicyEntry after) {
    count(before, -1);
    count(after, 1);
  }

  private void count(@Nullable PolicyEntry entry, int change) {
    if (entry == null || entry.rules() == null) {
      return;
    }
    total += change;
    if (entry.scopes() == 0) {
      unattached += change;
    }
    switch (entry.rules().mode()) {
      case BLOCK -> block += change;
      case AUDIT -> audit += change;
    }
  }

  Counts counts() {
    return new Counts(total, block, audit, unattached);
  }

  static Counts of(Iterable<PolicyEntry> entries) {
    var tally = new Tally();
    entries.forEach(entry -> tally.replace(null, entry));
    return tally.counts();
  }
}
