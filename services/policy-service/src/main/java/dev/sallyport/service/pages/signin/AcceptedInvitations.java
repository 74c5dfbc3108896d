package dev.sallyport.service.pages.signin;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes members of people who were invited, once they have proved that the address is theirs. */
@Singleton
class AcceptedInvitations {
  // For all of them: people wait, and what is not heard of by then may yet be accepted.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PolicyView view;
  private final Changes changes;

  @Inject
  AcceptedInvitations(PolicyView view, Changes changes) {
    this.view = view;
    this.changes = changes;
  }

  /** What is left of the invitations of an address. */
  enum Left {
    NOTHING,
    /** The state of an owner cannot be read, which may invite them. */
    PERHAPS_ONE,
    /** It could not be accepted at the moment, and stands as before. */
    ONE
  }

  /** Accepts every invitation that stands for the person's address. Waits for that. */
  Left accept(Caller caller, Person person) {
    return address(person)
        .map(address -> accept(caller, new AcceptInvitation(person.id(), address)))
        .orElse(Left.NOTHING);
  }

  private Left accept(Caller caller, AcceptInvitation command) {
    var begun = new ArrayList<CompletableFuture<Done>>();
    var left = Left.NOTHING;
    for (var owner : Stream.concat(Stream.of(Owner.TENANT), view.owners().stream()).toList()) {
      // One owner whose state cannot be read must not keep people from all others.
      try {
        if (view.read(owner, book -> book.invitation(command.email()) != null)) {
          begun.add(begin(caller, owner, command));
        }
      } catch (PolicyView.NotReadable e) {
        left = Left.PERHAPS_ONE;
      }
    }
    await(begun);
    return begun.stream().allMatch(AcceptedInvitations::settled) ? left : Left.ONE;
  }

  private CompletableFuture<Done> begin(Caller caller, Owner owner, AcceptInvitation command) {
    var request = RequestId.of(null, "accept-invitation", owner.key(), command.email().value());
    return changes.submit(caller, owner, command, request).subscribeAsCompletionStage();
  }

  private static void await(List<CompletableFuture<Done>> begun) {
    CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
        .<@Nullable Void>handle((_, _) -> null) // each is looked at by itself
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static boolean settled(CompletableFuture<Done> acceptance) {
    return switch (acceptance.state()) {
      case SUCCESS -> true;
      case RUNNING, CANCELLED -> false;
      case FAILED ->
          switch (acceptance.exceptionNow()) {
            // Withdrawn, or accepted in another tab, since it was looked for: nothing is left.
            case Rejection rejection -> rejection.problem().type() == ProblemType.NO_INVITATION;
            case PolicyView.NotReadable _ -> false;
            case Throwable other -> throw new CompletionException(other);
          };
    };
  }

  private static Optional<EmailAddress> address(Person person) {
    try {
      return person.email().map(EmailAddress::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // nobody can be invited under it
    }
  }
}
