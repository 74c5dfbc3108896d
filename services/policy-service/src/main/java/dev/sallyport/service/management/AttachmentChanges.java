package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.AttachmentPlans.Asked;
import dev.sallyport.service.security.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes where a policy stands, or tells what a change would do. */
@Singleton
class AttachmentChanges {
  private static final AttachmentsJson NOWHERE = new AttachmentsJson(null, null);

  private final Reads reads;
  private final AttachmentPlans plans;

  @Inject
  AttachmentChanges(Reads reads, AttachmentPlans plans) {
    this.reads = reads;
    this.plans = plans;
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
    return change(request, target.owner(), new Asked(owner, policy, command), dryRun, body);
  }

  private Response change(
      ContainerRequestContext request,
      String ownerName,
      Asked asked,
      boolean dryRun,
      byte @Nullable [] body) {
    if (dryRun) {
      var dated = plans.plan(Caller.of(request), asked);
      var plan = dated.value();
      return dated.ok(
          new AttachedJson(
              json(plan.after(), ownerName),
              plan.changes(),
              true,
              plan.revision(),
              AdviceJson.of(plan.advice())));
    }
    var carried = plans.carryOut(request, asked, body);
    var done = carried.answered().done();
    var stamp = done.stamp();
    var response =
        Response.ok(
            new AttachedJson(
                json(carried.after(), ownerName),
                done.changed(),
                false,
                stamp == null ? null : stamp.revision(),
                AdviceJson.of(carried.advice())));
    if (stamp != null) {
      response.header(HttpHeaders.ETAG, Precondition.tag(stamp.revision()));
    }
    return carried.answered().mark(response).build();
  }

  static AttachmentsJson json(List<Scope> scopes, String ownerName) {
    var json = AttachmentShape.of(scopes, ownerName);
    return json == null ? NOWHERE : json;
  }
}
