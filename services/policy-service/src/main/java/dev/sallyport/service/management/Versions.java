package dev.sallyport.service.management;

import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.history.LineDiff;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.ChangeRequests.Answered;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.UnknownVersion;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.History.Page;
import dev.sallyport.topology.history.History.Version;
import dev.sallyport.topology.view.OwnerBook;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a policy was, in all lives of its name, and the way back to it. */
@Singleton
public class Versions {
  // A line takes a hundred times its one byte once it stands beside another.
  private static final int MAX_LINES = 50_000;

  private final Reads reads;
  private final ChangeRequests changes;

  @Inject
  Versions(Reads reads, ChangeRequests changes) {
    this.reads = reads;
    this.changes = changes;
  }

  /** The events about a policy, newest first. */
  public Dated<Page> history(Owner owner, PolicyName policy, @Nullable Long before, int limit) {
    return past(owner, policy, log -> log.policy(owner, policy, before, limit));
  }

  /** Asks the history about a policy; rejected where its name was never used. */
  public <T> Dated<T> past(Owner owner, PolicyName policy, Function<History, T> ask) {
    return reads.history(owner, book -> known(book, policy), ask);
  }

  /** These versions, in the order asked for; rejected where one was never there. */
  public Dated<List<Version>> of(Owner owner, PolicyName policy, List<Long> numbers) {
    return past(
        owner,
        policy,
        log -> numbers.stream().map(number -> version(log, owner, policy, number)).toList());
  }

  /** Two versions line by line; rejected where they are too long to stand side by side. */
  public Dated<LineDiff> diff(Owner owner, PolicyName policy, long from, long to) {
    var found = of(owner, policy, List.of(from, to));
    var versions = found.value();
    return new Dated<>(
        diff(versions.getFirst().content().text(), versions.getLast().content().text()),
        found.age());
  }

  private static LineDiff diff(String before, String after) {
    var lines = before.lines().count() + after.lines().count();
    if (lines > MAX_LINES) {
      throw new Rejection(new LimitExceeded("lines of two versions to compare", lines, MAX_LINES));
    }
    return LineDiff.of(before, after);
  }

  /**
   * Brings an earlier version's content back, as a new version that names it.
   *
   * @param precondition what must still hold when it is decided
   */
  Answered restore(
      ContainerRequestContext request,
      Owner owner,
      PolicyName policy,
      long number,
      Precondition precondition,
      byte @Nullable [] body) {
    return restore(
        request, owner, policy, number, Saving.expected(reads, owner, policy, precondition), body);
  }

  /**
   * As above.
   *
   * @param revision the one that must still be the current one; null if any will do
   */
  public Answered restore(
      ContainerRequestContext request,
      Owner owner,
      PolicyName policy,
      long number,
      @Nullable Long revision,
      byte @Nullable [] body) {
    var version = of(owner, policy, List.of(number)).value().getFirst();
    var command = new UpdatePolicy(policy, version.content(), revision, number);
    return changes.submit(request, owner, command, body);
  }

  /** Checks that there is or was a policy of this name. */
  static void known(OwnerBook book, PolicyName policy) {
    if (book.policy(policy) == null) {
      throw new Rejection(new UnknownPolicy(policy));
    }
  }

  private static Version version(History log, Owner owner, PolicyName policy, long number) {
    var version = log.version(owner, policy, number);
    if (version == null) {
      throw new Rejection(new UnknownVersion(number));
    }
    return version;
  }
}
