package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * A policy in the list.
 *
 * @param plain whether every character of the name can be seen
 * @param path of its pages
 * @param mode null of a deleted one
 * @param endpoints entries of its list
 * @param changeable whether the reader may change it
 */
public record PolicyRow(
    String name,
    boolean plain,
    String path,
    @Nullable EgressMode mode,
    int endpoints,
    boolean standsSomewhere,
    String attached,
    boolean changeable) {

  static PolicyRow of(String owner, PolicyBook book, PolicyEntry entry, boolean mayChange) {
    var name = entry.policy().value();
    var rules = entry.rules();
    return new PolicyRow(
        name,
        VisibleText.plain(name),
        Links.policy(owner, name),
        rules == null ? null : rules.mode(),
        rules == null ? 0 : rules.allowedEndpoints().size() + rules.deniedEndpoints().size(),
        entry.scopes() > 0,
        AttachedTo.of(book.placements(entry.policy())),
        mayChange && entry.live());
  }

  public boolean deleted() {
    return mode == null;
  }
}
