package dev.sallyport.service.management;

import dev.sallyport.domain.advice.Advice;
import dev.sallyport.domain.advice.AttachmentAdvice;
import dev.sallyport.domain.book.Decision;
import dev.sallyport.domain.book.Decisions;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.ChangeRequests.Answered;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Caller;
import dev.sallyport.topology.view.OwnerBook;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what a change of a policy's attachments would do, and does it. */
@Singleton
public class AttachmentPlans {
  private final Reads reads;
  private final ChangeRequests changes;

  @Inject
  AttachmentPlans(Reads reads, ChangeRequests changes) {
    this.reads = reads;
    this.changes = changes;
  }

  /** A change of where one policy stands. */
  public record Asked(Owner owner, PolicyName policy, PolicyCommand command) {}

  /**
   * @param after where the policy stands then
   * @param revision of the policy as it is now
   */
  public record Plan(List<Scope> after, boolean changes, long revision, List<Advice> advice) {
    public Plan {
      after = List.copyOf(after);
      advice = List.copyOf(advice);
    }
  }

  /**
   * @param after where the policy stands now
   */
  public record Carried(List<Scope> after, List<Advice> advice, Answered answered) {
    public Carried {
      after = List.copyOf(after);
      advice = List.copyOf(advice);
    }
  }

  /** What a change would do. Rejected as the change itself would be. */
  public Dated<Plan> plan(Caller caller, Asked asked) {
    return reads.owner(asked.owner(), book -> plan(book, caller, asked));
  }

  /**
   * Makes a change.
   *
   * @param body of the request, by which a repeat is told from another request
   */
  public Carried carryOut(ContainerRequestContext request, Asked asked, byte @Nullable [] body) {
    var caller = Caller.of(request);
    // What a change displaces can only be seen before it; a repeat displaces nothing any more.
    var advice = reads.here(asked.owner(), book -> advice(book, caller, asked));
    var answered = changes.submit(request, asked.owner(), asked.command(), body);
    var after = reads.here(asked.owner(), book -> PolicyNow.scopes(book, asked.policy()));
    return new Carried(after, advice, answered);
  }

  private static List<Advice> advice(OwnerBook book, Caller caller, Asked asked) {
    return switch (decide(book, caller, asked)) {
      case Decision.Refused _ -> List.of(); // the decider will say why
      case Decision.Accepted(var events) ->
          AttachmentAdvice.on(book, asked.policy(), after(book, asked, events));
    };
  }

  private static Plan plan(OwnerBook book, Caller caller, Asked asked) {
    return switch (decide(book, caller, asked)) {
      case Decision.Refused(var refusal) -> throw new Rejection(refusal);
      case Decision.Accepted(var events) -> {
        var after = after(book, asked, events);
        yield new Plan(
            after,
            !events.isEmpty(),
            PolicyNow.of(book, asked.policy()).entry().revision(),
            AttachmentAdvice.on(book, asked.policy(), after));
      }
    };
  }

  private static Decision decide(OwnerBook book, Caller caller, Asked asked) {
    var now = Instant.EPOCH; // no rule about attachments looks at the time
    return Decisions.decide(
        book,
        new Submission(
            new CommandId(new UUID(0, 0)),
            asked.owner(),
            asked.command(),
            caller.actor(),
            caller.source(),
            now,
            "",
            false),
        now);
  }

  private static List<Scope> after(OwnerBook book, Asked asked, List<PolicyEvent> events) {
    Set<Scope> scopes = new LinkedHashSet<>(PolicyNow.scopes(book, asked.policy()));
    for (var event : events) {
      switch (event) {
        case PolicyAttached attached when attached.policy().equals(asked.policy()) -> {
          attached.removed().forEach(scopes::remove);
          for (var placement : attached.placements()) {
            scopes.remove(placement.scope());
            scopes.add(placement.scope());
          }
        }
        case PolicyDetached detached when detached.policy().equals(asked.policy()) ->
            detached.removed().forEach(scopes::remove);
        case PolicyEvent _ -> {} // of a policy that is displaced
      }
    }
    return List.copyOf(scopes);
  }
}
