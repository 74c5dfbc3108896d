package dev.sallyport.topology.decider;

import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Submissions as a handler makes them. */
public final class Asking {
  public static final Owner ACME = Owner.of("Acme");
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  public static final Actor ALICE =
      new Actor(Actor.Kind.API_KEY, "0123456789abcdef", "alice's key");

  private Asking() {}

  public static Submission ask(PolicyCommand command) {
    return ask(ACME, command);
  }

  public static Submission ask(Owner owner, PolicyCommand command) {
    return ask(owner, command, NOON.plusSeconds(10));
  }

  public static Submission ask(Owner owner, PolicyCommand command, Instant notAfter) {
    return new Submission(
        new CommandId(UUID.randomUUID()),
        owner,
        command,
        ALICE,
        Source.API,
        notAfter,
        command.getClass().getSimpleName(),
        true);
  }

  /** The same command under the same id, asked again later. */
  public static Submission again(Submission first, Duration later) {
    return new Submission(
        first.id(),
        first.owner(),
        first.command(),
        first.actor(),
        first.source(),
        first.notAfter().plus(later),
        first.request(),
        first.mayAddOrganization());
  }

  /** Another request under the same id. */
  public static Submission under(CommandId id, Submission other) {
    return new Submission(
        id,
        other.owner(),
        other.command(),
        other.actor(),
        other.source(),
        other.notAfter(),
        other.request(),
        other.mayAddOrganization());
  }

  /** The same, of somebody who may not add organizations. */
  public static Submission without(Submission submission) {
    return new Submission(
        submission.id(),
        submission.owner(),
        submission.command(),
        submission.actor(),
        submission.source(),
        submission.notAfter(),
        submission.request(),
        false);
  }

  public static PolicyName named(String name) {
    return new PolicyName(name);
  }

  public static PolicyContent written(String text) {
    return new PolicyContent(
        text,
        new PolicyRules(EgressMode.BLOCK, List.of(), List.of(), null, null, null, null, null));
  }

  public static PolicyCommand creating(String policy) {
    return new PolicyCommand.CreatePolicy(
        named(policy), written("egress-policy: block # " + policy));
  }

  public static PolicyCommand attaching(String policy, List<Scope> scopes) {
    return new PolicyCommand.AttachPolicy(named(policy), scopes, null);
  }

  public static Scope repository(int number) {
    return new Scope.Repository(RepositoryName.of("repository-" + number));
  }

  public static List<Scope> repositories(int from, int to) {
    return IntStream.range(from, to).mapToObj(Asking::repository).toList();
  }
}
