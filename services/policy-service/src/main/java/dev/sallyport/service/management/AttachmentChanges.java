package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Caller;
import dev.sallyport.topology.view.OwnerBook;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes where a policy stands, or tells what a change would do. */
@Singleton
class AttachmentChanges {
  private static final AttachmentsJson NOWHERE = new AttachmentsJson(null, null);

  private final Reads reads;
  private final ChangeRequests changes;

  @Inject
  AttachmentChanges(Reads reads, ChangeRequests changes) {
    this.reads = reads;
    this.changes = changes;
  }

  /**
   * Which policy a request is about, in its own words.
   *
   * @param ifMatch null where the request does not care what it changes
   */
  record Target(String owner, String policy, @Nullable String ifMatch) {}

  /** Reads the scopes that a request names. */
  @FunctionalInterface
  interface ScopesRead {
    List<Scope> of(Owner owner) throws JsonProcessingException;
  }

  /** The constructor of a command about a policy and scopes. */
  @FunctionalInterface
  interface CommandMade {
    PolicyCommand of(PolicyName policy, List<Scope> scopes, @Nullable Long expected);
  }

  private record Asked(String ownerName, Owner owner, PolicyName policy, PolicyCommand command) {}

  /**
   * @param after where the policy stands then
   */
  private record Preview(
      List<Scope> after, boolean changes, long revision, List<AdviceJson> advice) {}

  /**
   * Does what is asked, or tells what it would do.
   *
   * @param body of the request, by which a repeat is told from another request
   */
  Response change(
      ContainerRequestContext request,
      Target target,
      ScopesRead read,
      CommandMade make,
      boolean dryRun,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var owner = Owner.organization(target.owner());
    var policy = PolicyName.of(target.policy());
    var scopes = read.of(owner);
    var expected = Saving.expected(reads, owner, policy, Precondition.ifMatch(target.ifMatch()));
    var command = make.of(policy, scopes, expected);
    return change(request, new Asked(target.owner(), owner, policy, command), dryRun, body);
  }

  private Response change(
      ContainerRequestContext request, Asked asked, boolean dryRun, byte @Nullable [] body) {
    var caller = Caller.of(request);
    if (dryRun) {
      var dated = reads.owner(asked.owner(), book -> preview(book, caller, asked));
      var preview = dated.value();
      return dated.ok(
          new AttachedJson(
              json(preview.after(), asked),
              preview.changes(),
              true,
              preview.revision(),
              preview.advice()));
    }
    // What a change displaces can only be seen before it; a repeat displaces nothing any more.
    var advice = reads.here(asked.owner(), book -> advice(book, caller, asked));
    var answered = changes.submit(request, asked.owner(), asked.command(), body);
    var stamp = answered.done().stamp();
    var after = reads.here(asked.owner(), book -> PolicyNow.scopes(book, asked.policy()));
    var response =
        Response.ok(
            new AttachedJson(
                json(after, asked),
                answered.done().changed(),
                false,
                stamp == null ? null : stamp.revision(),
                advice));
    if (stamp != null) {
      response.header(HttpHeaders.ETAG, Precondition.tag(stamp.revision()));
    }
    return answered.mark(response).build();
  }

  static AttachmentsJson json(List<Scope> scopes, String ownerName) {
    var json = AttachmentShape.of(scopes, ownerName);
    return json == null ? NOWHERE : json;
  }

  private static AttachmentsJson json(List<Scope> scopes, Asked asked) {
    return json(scopes, asked.ownerName());
  }

  private static List<AdviceJson> advice(OwnerBook book, Caller caller, Asked asked) {
    return switch (decide(book, caller, asked)) {
      case Decision.Refused _ -> List.of(); // the decider will say why
      case Decision.Accepted(var events) ->
          AdviceJson.of(AttachmentAdvice.on(book, asked.policy(), after(book, asked, events)));
    };
  }

  private static Preview preview(OwnerBook book, Caller caller, Asked asked) {
    return switch (decide(book, caller, asked)) {
      case Decision.Refused(var refusal) -> throw new Rejection(refusal);
      case Decision.Accepted(var events) -> {
        var after = after(book, asked, events);
        yield new Preview(
            after,
            !events.isEmpty(),
            PolicyNow.of(book, asked.policy()).entry().revision(),
            AdviceJson.of(AttachmentAdvice.on(book, asked.policy(), after)));
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
    return new ArrayList<>(scopes);
  }
}
