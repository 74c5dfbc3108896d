package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpsertPolicy;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.http.WireContract;
import dev.sallyport.service.management.PolicyDrafts.Draft;
import dev.sallyport.service.management.PolicyListing.Counters;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.runner.ServedPolicies;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Identity;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Policies of an owner: the Terraform provider's operations, and the same with YAML. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Policies")
public class PoliciesResource {
  private static final String PATH = "/github/{owner}/actions/policies";

  // Asked for, the decider refuses with the revision that is there.
  private static final long NEVER_A_REVISION = 0;

  private final Reads reads;
  private final ChangeRequests changes;
  private final PolicyDrafts drafts;
  private final ServedPolicies served;

  @Inject
  PoliciesResource(
      Reads reads, ChangeRequests changes, PolicyDrafts drafts, ServedPolicies served) {
    this.reads = reads;
    this.changes = changes;
    this.drafts = drafts;
    this.served = served;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listPolicies",
      summary = "List policies in the order of their names, with counters over all of them.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PolicyListing.class)))
  public Response list(
      @PathParam("owner") String ownerName,
      @QueryParam("mode") @Nullable String mode,
      @QueryParam("unattached") @DefaultValue("false") boolean unattached,
      @QueryParam("search") @Nullable String search,
      @QueryParam("deleted") @DefaultValue("false") boolean deleted,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var policies = PolicyPages.of(mode, unattached, search, deleted);
    var after = Cursor.name(cursor);
    var size = Limit.of(limit);
    var found =
        reads.owner(
            Owner.organization(ownerName),
            book -> {
              var page = policies.after(book, after, size);
              var counts = book.counts();
              return new PolicyListing(
                  page.entries().stream().map(PolicyEntryJson::of).toList(),
                  page.next(),
                  new Counters(
                      counts.total(), counts.block(), counts.audit(), counts.unattached()));
            });
    return found.ok(found.value());
  }

  @GET
  @Path(PATH + "/{name}")
  @Needs(value = Permission.READ, orWorkflowRun = true)
  @Produces({MediaType.APPLICATION_JSON, PolicyForms.YAML})
  @Operation(
      operationId = "getPolicy",
      summary =
          "Get a policy: as JSON with its attachments, or as the YAML its author wrote, byte for byte.",
      description =
          "With a workflow run's identity token the answer is the policy as runners are served it.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PolicyJson.class)),
        @Content(mediaType = PolicyForms.YAML, schema = @Schema(implementation = String.class))
      })
  public Response get(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context ContainerRequestContext request,
      @Context HttpServerRequest connection,
      @Context HttpHeaders headers) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    if (Caller.of(request).identity() instanceof Identity.Shown(WorkflowRun run)) {
      return served.byName(run, connection.remoteAddress(), policy, ifNoneMatch);
    }
    var yaml = PolicyForms.wantsYaml(headers);
    var found = reads.owner(owner, book -> PolicyNow.of(book, policy));
    var now = found.value();
    var revision = now.entry().revision();
    var tag = yaml ? Precondition.yamlTag(revision) : Precondition.tag(revision);
    var response =
        Precondition.isKnown(ifNoneMatch, tag)
            ? Response.notModified()
            : yaml
                ? Response.ok(now.text(), PolicyForms.YAML_UTF8)
                : Response.ok(json(ownerName, name, now), MediaType.APPLICATION_JSON_TYPE);
    return found
        .mark(response)
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header("X-Policy-Version", now.entry().version())
        .build();
  }

  @POST
  @Path(PATH + "/{name}")
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @WireContract
  @Operation(
      operationId = "upsertPolicy",
      summary = "Create or update a policy, as the Terraform provider does; attachments stay.",
      description =
          "disable_sudo_and_containers, which the provider does not send, stays as it is when left"
              + " out; so does the author's text when nothing changes. PUT replaces all.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PolicyJson.class),
              examples =
                  @ExampleObject(
                      name = "block",
                      value =
                          """
                          {"owner": "acme", "policyName": "build",
                           "egress_policy": "block", "allowed_endpoints": ["github.com:443"]}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "Updated, or so already",
      content = @Content(schema = @Schema(implementation = PolicyJson.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = PolicyJson.class)))
  public Response upsert(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var draft = drafts.json(Bodies.wire(body, PolicyJson.class));
    var command = upserting(owner, policy, draft.content(), Precondition.of(ifMatch, ifNoneMatch));
    var answered = changes.submit(request, owner, command, body);
    var stamp = answered.done().stamp();
    var entity = json(ownerName, name, reads.here(owner, book -> PolicyNow.of(book, policy)));
    var response = Response.status(stamp != null && stamp.created() ? 201 : 200).entity(entity);
    if (stamp != null) {
      response.header(HttpHeaders.ETAG, Precondition.tag(stamp.revision()));
    }
    return answered.mark(response).build();
  }

  @PUT
  @Path(PATH + "/{name}")
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes({PolicyForms.YAML, "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putPolicy",
      summary = "Create or update a policy from YAML, which is kept byte for byte, or from JSON.",
      description =
          "If-Match with the ETag last seen refuses to overwrite a later change; If-None-Match: *"
              + " only creates.")
  @RequestBody(
      content = {
        @Content(
            mediaType = PolicyForms.YAML,
            schema = @Schema(implementation = String.class),
            examples =
                @ExampleObject(
                    name = "block",
                    value =
                        """
                        egress-policy: block
                        allowed-endpoints: >
                          github.com:443
                          *.githubusercontent.com:443
                        """)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PolicyJson.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "Updated, or so already",
      content = @Content(schema = @Schema(implementation = SavedJson.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = SavedJson.class)))
  public Response put(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context ContainerRequestContext request,
      @Context HttpHeaders headers,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var draft =
        PolicyForms.sendsYaml(headers)
            ? drafts.yaml(Bodies.policyText(body))
            : ownJson(owner, policy, body);
    var command = saving(owner, policy, draft.content(), Precondition.of(ifMatch, ifNoneMatch));
    var answered = changes.submit(request, owner, command, body);
    return Saving.answer(ownerName, name, answered, draft.warnings());
  }

  @DELETE
  @Path(PATH + "/{name}")
  @Needs(Permission.CHANGE_POLICIES)
  @WireContract
  @Operation(
      operationId = "deletePolicy",
      summary = "Delete a policy and its attachments; its history stays.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public Response delete(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var expected = Saving.expected(reads, owner, policy, Precondition.ifMatch(ifMatch));
    var answered = changes.submit(request, owner, new DeletePolicy(policy, expected), null);
    return answered.mark(Response.noContent()).build();
  }

  private Draft ownJson(Owner owner, PolicyName policy, byte @Nullable [] body)
      throws JsonProcessingException {
    var json = Bodies.own(body, PolicyJson.class);
    if (json.attachments() != null) {
      throw new Rejection(
          new Malformed("attachments are changed at …/attachments: leave them out here."));
    }
    var named = json.policyName();
    var ownerNamed = json.owner();
    if ((named != null && !PolicyName.of(named).equals(policy))
        || (ownerNamed != null && !Owner.organization(ownerNamed).equals(owner))) {
      throw new Rejection(
          new Malformed(
              "owner and policyName are those of the path: correct them or leave them out."));
    }
    return drafts.json(json);
  }

  private boolean live(Owner owner, PolicyName policy) {
    return reads.here(owner, book -> book.livePolicy(policy) != null);
  }

  /** As {@link #saving}, but what the body cannot say stays as it is. */
  private PolicyCommand upserting(
      Owner owner, PolicyName policy, PolicyContent content, Precondition precondition) {
    return switch (precondition) {
      case Precondition.None _ -> new UpsertPolicy(policy, content, null, true);
      case Precondition.Revision _ ->
          new UpsertPolicy(
              policy, content, Saving.expected(reads, owner, policy, precondition), true);
      case Precondition.Exists _ when live(owner, policy) ->
          new UpsertPolicy(policy, content, null, true);
      case Precondition.Exists _, Precondition.Absent _ ->
          saving(owner, policy, content, precondition);
    };
  }

  private PolicyCommand saving(
      Owner owner, PolicyName policy, PolicyContent content, Precondition precondition) {
    return switch (precondition) {
      case Precondition.None _ -> new UpsertPolicy(policy, content, null);
      case Precondition.Absent _ ->
          live(owner, policy)
              ? new UpdatePolicy(policy, content, NEVER_A_REVISION, null)
              : new CreatePolicy(policy, content);
      case Precondition.Exists _, Precondition.Revision _ ->
          new UpdatePolicy(
              policy, content, Saving.expected(reads, owner, policy, precondition), null);
    };
  }

  private static PolicyJson json(String ownerName, String name, PolicyNow now) {
    return PolicyJson.of(
        ownerName, name, now.members(), AttachmentShape.of(now.scopes(), ownerName));
  }
}
