package dev.sallyport.service.management;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.topology.view.OwnerBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which policies a list shows.
 *
 * @param unattached only those that stand nowhere
 * @param search part of the name, in any case
 * @param deleted those that were deleted instead of those that live
 */
public record PolicyFilter(
    @Nullable EgressMode mode, boolean unattached, @Nullable String search, boolean deleted) {

  public static PolicyFilter of(
      @Nullable String mode, boolean unattached, @Nullable String search, boolean deleted) {
    return new PolicyFilter(
        mode == null ? null : mode(mode),
        unattached,
        search == null || search.isBlank() ? null : search.strip().toLowerCase(Locale.ROOT),
        deleted);
  }

  private static EgressMode mode(String word) {
    return EgressMode.named(word)
        .orElseThrow(() -> new Rejection(new Malformed("mode is audit or block.")));
  }

  /** A page in the order of names, the last of which is the next cursor if there is more. */
  public record Page(List<PolicyEntry> entries, @Nullable String next) {}

  public Page page(OwnerBook book, @Nullable String after, int limit) {
    var rest = after == null ? book.policies() : book.policies().tailMap(after, false);
    var entries = new ArrayList<PolicyEntry>(limit);
    for (var entry : rest.values()) {
      if (passes(entry)) {
        if (entries.size() == limit) {
          return new Page(entries, Cursor.ofName(entries.getLast().policy().value()));
        }
        entries.add(entry);
      }
    }
    return new Page(entries, null);
  }

  /**
   * The page that ends before a name.
   *
   * @param previous whether there are more before it
   */
  public record PageBefore(List<PolicyEntry> entries, boolean previous) {}

  public PageBefore pageBefore(OwnerBook book, String before, int limit) {
    var entries = new ArrayList<PolicyEntry>(limit);
    for (var entry : book.policies().headMap(before, false).descendingMap().values()) {
      if (passes(entry)) {
        if (entries.size() == limit) {
          return new PageBefore(entries.reversed(), true);
        }
        entries.add(entry);
      }
    }
    return new PageBefore(entries.reversed(), false);
  }

  private boolean passes(PolicyEntry entry) {
    var rules = entry.rules();
    return entry.live() != deleted
        && (mode == null || (rules != null && rules.mode() == mode))
        && (!unattached || entry.scopes() == 0)
        && (search == null || entry.policy().value().toLowerCase(Locale.ROOT).contains(search));
  }
}
