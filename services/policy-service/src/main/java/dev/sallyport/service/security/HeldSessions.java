package dev.sallyport.service.security;

import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Principal.Member;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.security.Session.Holder;
import dev.sallyport.topology.view.OwnerBook;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that end together.
 *
 * @param book where their end is written
 */
public record HeldSessions(Owner book, SessionHolder holder) {

  /** All that somebody may have begun who asks like this. */
  public static HeldSessions of(Identity identity) {
    return switch (identity) {
      case Identity.Shown(KeyHolder(var home, var key)) ->
          new HeldSessions(home, new SessionHolder.OfKey(key.id()));
      case Identity.Shown(Member(_, var id, _)) -> ofMember(id);
      case Identity.Shown(WorkflowRun _) ->
          throw new IllegalArgumentException("no workflow run has sessions");
      case Identity.SignedIn(var id, _, _) -> ofMember(id);
    };
  }

  private static HeldSessions ofMember(MemberId member) {
    return new HeldSessions(Owner.TENANT, new SessionHolder.OfMember(member));
  }

  /** Null where nobody has signed in yet. */
  static @Nullable HeldSessions of(Holder holder) {
    return switch (holder) {
      case Holder.Nobody _ -> null;
      case Holder.OfKey(var home, var key) -> new HeldSessions(home, new SessionHolder.OfKey(key));
      case Holder.OfMember(var id, _, _) -> ofMember(id);
    };
  }

  /** The sequence of the book's last event: what a session that begins now has seen. */
  static long seen(OwnerBook book) {
    var head = book.head();
    return head == null ? 0 : head.sequence();
  }

  boolean endedIn(OwnerBook book, long seen) {
    var end = book.sessionsEnd(holder);
    return end != null && seen < end.sequence();
  }
}
