package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.SessionsEndEntry;
import dev.sallyport.domain.book.PolicyBook;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** One owner as the view holds it: a book that can also be listed. */
public interface OwnerBook extends PolicyBook {
  /** Policies by name, deleted ones included; read-only. */
  NavigableMap<String, PolicyEntry> policies();

  /**
   * The first policies that pass the filter, in the order of names; of many more than are shown,
   * this does not look at each.
   *
   * @param name which they come after; from the first if null
   */
  List<PolicyEntry> policiesAfter(@Nullable String name, PolicyFilter filter, int limit);

  /** The last policies before a name that pass the filter, in the order of names. */
  List<PolicyEntry> policiesBefore(String name, PolicyFilter filter, int limit);

  /** API keys, revoked ones included; read-only. */
  Collection<ApiKeyEntry> apiKeys();

  Collection<MemberEntry> members();

  /** Invitations that were neither accepted nor withdrawn; read-only. */
  Collection<InvitationEntry> invitations();

  /** Whose sessions were ended, and when last; read-only. */
  Collection<SessionsEndEntry> sessionsEnds();

  /** How many live policies there are of each kind. */
  Counts counts();

  /**
   * @param total live policies
   * @param unattached live policies that stand at no scope
   */
  record Counts(int total, int block, int audit, int unattached) {}
}
