package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.document.EgressMode;
import org.jspecify.annotations.Nullable;

/**
 * A policy in the list.
 *
 * @param mode null of a deleted one
 * @param endpoints entries of its list
 */
public record PolicyRow(String name, @Nullable EgressMode mode, int endpoints, String attached) {

  static PolicyRow of(PolicyBook book, PolicyEntry entry) {
    var rules = entry.rules();
    return new PolicyRow(
        entry.policy().value(),
        rules == null ? null : rules.mode(),
        rules == null ? 0 : rules.allowedEndpoints().size() + rules.deniedEndpoints().size(),
        AttachedTo.of(book.placements(entry.policy())));
  }

  /** Empty of a deleted one. */
  public String modeWord() {
    return switch (mode) {
      case BLOCK -> "Block";
      case AUDIT -> "Audit";
      case null -> "";
    };
  }
}
