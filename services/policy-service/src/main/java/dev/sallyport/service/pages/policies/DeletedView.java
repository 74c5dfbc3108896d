package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;

/** What is known of a policy that was deleted, apart from its history. */
public record DeletedView(String name, String path, String who, Moment when) {
  static DeletedView of(Owner owner, PolicyEntry entry) {
    var name = entry.policy().value();
    return new DeletedView(
        name,
        Links.policy(owner.name(), name),
        entry.changedBy().name(),
        new Moment(entry.changedAt()));
  }
}
