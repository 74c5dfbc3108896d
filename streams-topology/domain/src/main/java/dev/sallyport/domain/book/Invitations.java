package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.access.Access;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal.Member;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.book.Decision.Accepted;
import dev.sallyport.domain.book.Decision.Refused;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.NoInvitation;
import dev.sallyport.domain.command.Refusal.WrongBook;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.InvitationAccepted;
import dev.sallyport.domain.event.PolicyEvent.InvitationWithdrawn;
import dev.sallyport.domain.event.PolicyEvent.MemberInvited;
import dev.sallyport.domain.names.Owner;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Rules about roles that are offered to an address, before it is known whose subject that is. */
final class Invitations {
  private Invitations() {}

  static Decision invite(PolicyBook book, Owner owner, EmailAddress email, Role role) {
    if (role == Role.SECURITY && !owner.isTenant()) {
      return refuse(new WrongBook("InviteMember security"));
    }
    var former = book.invitation(email);
    if (former != null) {
      return former.role() == role
          ? Decision.accept()
          : Decision.accept(new MemberInvited(email, role, Optional.of(former.role())));
    }
    var invitations = book.totals().invitations() + 1;
    return invitations > Limits.INVITATIONS_PER_OWNER
        ? refuse(
            new LimitExceeded("invitations of an owner", invitations, Limits.INVITATIONS_PER_OWNER))
        : Decision.accept(new MemberInvited(email, role, Optional.empty()));
  }

  static Decision withdraw(PolicyBook book, EmailAddress email) {
    var standing = book.invitation(email);
    return standing == null
        ? refuse(new NoInvitation(email))
        : Decision.accept(new InvitationWithdrawn(email, standing.role()));
  }

  static Decision accept(PolicyBook book, Owner owner, MemberId member, EmailAddress email) {
    var standing = book.invitation(email);
    if (standing == null) {
      return refuse(new NoInvitation(email));
    }
    var used = new InvitationAccepted(email, member, standing.role());
    var former = book.member(member);
    if (former != null && !allowsAll(owner, member, standing.role(), former.role())) {
      // Where each of the two allows what the other does not, whoever invited has to choose.
      return allowsAll(owner, member, former.role(), standing.role())
          ? Decision.accept(used)
          : Decision.accept();
    }
    return switch (Credentials.grant(book, owner, member, email.value(), standing.role())) {
      case Refused refused -> refused;
      case Accepted(var granted) -> {
        var events = new ArrayList<PolicyEvent>();
        events.add(used);
        events.addAll(granted);
        yield Decision.accept(events);
      }
    };
  }

  /** Whether whoever has {@code role} may do all that {@code other} allows. */
  private static boolean allowsAll(Owner owner, MemberId member, Role role, Role other) {
    return permissions(owner, member, role).containsAll(permissions(owner, member, other));
  }

  private static Set<Permission> permissions(Owner owner, MemberId member, Role role) {
    return Access.permissions(new Member(owner, member, role));
  }
}
