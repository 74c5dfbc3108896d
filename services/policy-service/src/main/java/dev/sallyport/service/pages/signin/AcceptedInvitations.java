package dev.sallyport.service.pages.signin;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.command.PolicyCommand.AcceptInvitation;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.change.Changes;
import dev.sallyport.service.change.RequestId;
import dev.sallyport.service.openid.Person;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Caller;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes members of people who were invited, once they have proved that the address is theirs. */
@Singleton
class AcceptedInvitations {
  private final PolicyView view;
  private final Changes changes;

  @Inject
  AcceptedInvitations(PolicyView view, Changes changes) {
    this.view = view;
    this.changes = changes;
  }

  /**
   * Accepts every invitation that stands for the person's address. Waits for that.
   *
   * @return whose invitations could not be accepted at the moment; they stand as before
   */
  List<Owner> accept(Caller caller, Person person) {
    var left = new ArrayList<Owner>();
    address(person)
        .ifPresent(address -> {
          var command = new AcceptInvitation(person.id(), address);
          for (var owner : inviting(address)) {
            if (!accepted(caller, owner, command)) {
              left.add(owner);
            }
          }
        });
    return left;
  }

  private boolean accepted(Caller caller, Owner owner, AcceptInvitation command) {
    try {
      var request = RequestId.of(null, "accept-invitation", owner.key(), command.email().value());
      var _ = changes.submit(caller, owner, command, request).await().indefinitely();
      return true;
    } catch (Rejection rejection) {
      // Withdrawn, or accepted in another tab, since it was looked for: nothing is left to do.
      return rejection.problem().type() == ProblemType.NO_INVITATION;
    }
  }

  private List<Owner> inviting(EmailAddress address) {
    return Stream.concat(Stream.of(Owner.TENANT), view.owners().stream())
        .filter(owner -> invites(owner, address))
        .toList();
  }

  // One owner whose state cannot be read must not keep people from all others; what it offers
  // stands, and is accepted at a later sign-in.
  private boolean invites(Owner owner, EmailAddress address) {
    try {
      return view.read(owner, book -> book.invitation(address) != null);
    } catch (PolicyView.NotReadable e) {
      return false;
    }
  }

  private static Optional<EmailAddress> address(Person person) {
    try {
      return person.email().map(EmailAddress::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // nobody can be invited under it
    }
  }
}
