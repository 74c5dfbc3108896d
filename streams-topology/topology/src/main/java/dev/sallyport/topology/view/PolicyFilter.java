package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.document.EgressMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which policies a list shows.
 *
 * @param mode only those of this mode; all if null
 * @param unattached only those that stand nowhere
 * @param search part of the name, in any case; any name if null or blank
 * @param deleted those that were deleted instead of those that live
 */
public record PolicyFilter(
    @Nullable EgressMode mode, boolean unattached, @Nullable String search, boolean deleted) {

  public PolicyFilter {
    search = search == null || search.isBlank() ? null : folded(search.strip());
  }

  /** Names are compared as this writes them. */
  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public boolean passes(PolicyEntry entry) {
    var rules = entry.rules();
    return entry.live() != deleted
        && (mode == null || (rules != null && rules.mode() == mode))
        && (!unattached || entry.scopes() == 0)
        && (search == null || folded(entry.policy().value()).contains(search));
  }
}
