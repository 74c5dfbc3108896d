package dev.sallyport.domain.book;

import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.names.PolicyName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A book as it will be: changes over a book that stays as it is until they are written. Each
 * entry's last change counts.
 */
public final class Draft implements PolicyBook {
  private final PolicyBook book;
  private final LinkedHashMap<BookKey, BookChange> changes = new LinkedHashMap<>();

  public Draft(PolicyBook book) {
    this.book = book;
  }

  public void apply(List<BookChange> more) {
    for (var change : more) {
      changes.putLast(change.key(), change);
    }
  }

  /**
   * What differs from the book, one change an entry, in the order of each entry's last change: so
   * the head comes last.
   */
  public Collection<BookChange> changes() {
    return changes.values();
  }

  @Override
  public @Nullable BookEntry get(BookKey key) {
    return switch (changes.get(key)) {
      case null -> book.get(key);
      case Put(var entry) -> entry;
      case Remove _ -> null;
    };
  }

  @Override
  public List<PlacementEntry> placements(PolicyName policy) {
    var placements = new ArrayList<PlacementEntry>();
    for (var entry : book.placements(policy)) {
      if (!changes.containsKey(entry.key())) {
        placements.add(entry);
      }
    }
    for (var change : changes.values()) {
      if (change instanceof Put(PlacementEntry entry) && entry.policy().equals(policy)) {
        placements.add(entry);
      }
    }
    placements.sort(Comparator.comparingLong(PlacementEntry::position));
    return placements;
  }

  @Override
  public List<SuppressionRuleEntry> suppressionRules() {
    return changed(book.suppressionRules(), SuppressionRuleEntry.class);
  }

  @Override
  public List<IntegrationEntry> integrations() {
    return changed(book.integrations(), IntegrationEntry.class);
  }

  private <T extends BookEntry> List<T> changed(List<T> entries, Class<T> type) {
    var all = new ArrayList<T>();
    for (var entry : entries) {
      if (!changes.containsKey(entry.key())) {
        all.add(entry);
      }
    }
    for (var change : changes.values()) {
      if (change instanceof Put(var entry) && type.isInstance(entry)) {
        all.add(type.cast(entry));
      }
    }
    return all;
  }
}
