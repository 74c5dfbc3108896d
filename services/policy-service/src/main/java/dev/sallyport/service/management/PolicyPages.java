package dev.sallyport.service.management;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.topology.view.OwnerBook;
import dev.sallyport.topology.view.PolicyFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of policies, page by page in the order of their names. */
public record PolicyPages(PolicyFilter filter) {

  /** As a request asks for them. */
  public static PolicyPages of(
      @Nullable String mode, boolean unattached, @Nullable String search, boolean deleted) {
    return new PolicyPages(
        new PolicyFilter(mode == null ? null : mode(mode), unattached, search, deleted));
  }

  private static EgressMode mode(String word) {
    return EgressMode.named(word)
        .orElseThrow(() -> new Rejection(new Malformed("mode is audit or block.")));
  }

  /**
   * @param next the cursor of the page after it; null if there is none
   */
  public record Page(List<PolicyEntry> entries, @Nullable String next) {}

  public Page after(OwnerBook book, @Nullable String name, int limit) {
    var entries = book.policiesAfter(name, filter, limit + 1);
    if (entries.size() <= limit) {
      return new Page(entries, null);
    }
    var shown = entries.subList(0, limit);
    return new Page(shown, Cursor.ofName(shown.getLast().policy().value()));
  }

  /**
   * The page that ends before a name.
   *
   * @param previous whether there are more before it
   */
  public record PageBefore(List<PolicyEntry> entries, boolean previous) {}

  public PageBefore before(OwnerBook book, String name, int limit) {
    var entries = book.policiesBefore(name, filter, limit + 1);
    return entries.size() <= limit
        ? new PageBefore(entries, false)
        : new PageBefore(entries.subList(1, entries.size()), true);
  }
}
