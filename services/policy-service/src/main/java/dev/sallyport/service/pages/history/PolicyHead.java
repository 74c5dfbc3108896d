package dev.sallyport.service.pages.history;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.topology.view.OwnerBook;

/**
 * The policy that a page of its past is about.
 *
 * @param path of its pages
 * @param live whether it is there now
 * @param version the last one
 * @param revision that a change made from this page builds on
 */
public record PolicyHead(String name, String path, boolean live, long version, long revision) {

  static PolicyHead of(OwnerBook book, String owner, PolicyName policy) {
    var entry = book.policy(policy);
    if (entry == null) {
      throw new Rejection(new UnknownPolicy(policy));
    }
    return of(entry, owner);
  }

  private static PolicyHead of(PolicyEntry entry, String owner) {
    var name = entry.policy().value();
    return new PolicyHead(
        name, Links.policy(owner, name), entry.live(), entry.version(), entry.revision());
  }

  /** Whether there is something to bring back by restoring what an entry wrote. */
  public boolean restorable(EntryView entry) {
    var wrote = entry.change().version();
    return live && wrote != null && wrote != version;
  }
}
