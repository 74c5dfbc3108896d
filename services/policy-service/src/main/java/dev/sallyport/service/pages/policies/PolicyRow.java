package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.service.pages.Links;
import org.jspecify.annotations.Nullable;

/**
 * A policy in the list.
 *
 * @param path of its pages
 * @param mode null of a deleted one
 * @param endpoints entries of its list
 */
public record PolicyRow(
    String name,
    String path,
    @Nullable EgressMode mode,
    int endpoints,
    boolean standsSomewhere,
    String attached) {

  static PolicyRow of(String owner, PolicyBook book, PolicyEntry entry) {
    var rules = entry.rules();
    return new PolicyRow(
        entry.policy().value(),
        Links.policy(owner, entry.policy().value()),
        rules == null ? null : rules.mode(),
        rules == null ? 0 : rules.allowedEndpoints().size() + rules.deniedEndpoints().size(),
        entry.scopes() > 0,
        AttachedTo.of(book.placements(entry.policy())));
  }

  public boolean deleted() {
    return mode == null;
  }
}
