package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicy;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.AttachmentChanges.Target;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a policy stands, with every change in one step. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Attachments")
public class AttachmentsResource {
  private static final String PATH = "/github/{owner}/actions/policies/{name}/attachments";

  private static final String EXAMPLE =
      """
      {"org": {"name": "acme", "apply_to_org": false,
               "repos": [{"name": "app", "apply_to_repo": true},
                         {"name": "lib", "apply_to_repo": false, "workflows": ["ci.yml"]}]},
       "clusters": ["prod-k8s"]}\
      """;

  private final Reads reads;
  private final AttachmentChanges attachments;

  @Inject
  AttachmentsResource(Reads reads, AttachmentChanges attachments) {
    this.reads = reads;
    this.attachments = attachments;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getAttachments",
      summary = "Get where a policy stands; an empty object if nowhere.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AttachmentsJson.class)))
  public Response get(@PathParam("owner") String ownerName, @PathParam("name") String name) {
    var policy = PolicyName.of(name);
    var found = reads.owner(Owner.organization(ownerName), book -> PolicyNow.of(book, policy));
    var now = found.value();
    return found
        .mark(Response.ok(AttachmentChanges.json(now.scopes(), ownerName)))
        .header(HttpHeaders.ETAG, Precondition.tag(now.entry().revision()))
        .build();
  }

  @POST
  @Path(PATH)
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addAttachments",
      summary = "Attach a policy to more scopes; what stood there is displaced.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AttachmentsJson.class),
              examples = @ExampleObject(name = "two repositories", value = EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AttachedJson.class)))
  public Response add(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Parameter(description = "only tell what it would do")
          @QueryParam("dry-run")
          @DefaultValue("false")
          boolean dryRun,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    return attachments.change(
        request,
        new Target(ownerName, name, ifMatch),
        owner -> ScopeLists.within(AttachmentShape.someScopes(read(body), owner)),
        AttachPolicy::new,
        dryRun,
        body);
  }

  @PUT
  @Path(PATH)
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceAttachments",
      summary = "Attach a policy to exactly these scopes in one step; {} detaches it everywhere.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AttachmentsJson.class),
              examples = @ExampleObject(name = "two repositories", value = EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AttachedJson.class)))
  public Response replace(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Parameter(description = "only tell what it would do")
          @QueryParam("dry-run")
          @DefaultValue("false")
          boolean dryRun,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    return attachments.change(
        request,
        new Target(ownerName, name, ifMatch),
        owner -> ScopeLists.within(AttachmentShape.scopes(read(body), owner)),
        ReplaceAttachments::new,
        dryRun,
        body);
  }

  @DELETE
  @Path(PATH)
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "removeAttachments",
      summary = "Detach a policy from some scopes, named in the query or in the body.",
      description = "To detach it everywhere, replace its attachments by {} or DELETE …/attach.")
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AttachmentsJson.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AttachedJson.class)))
  public Response remove(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @QueryParam("organization") @DefaultValue("false") boolean organization,
      @Parameter(description = "a repository's name") @QueryParam("repository")
          List<String> repositories,
      @Parameter(description = "such as app/ci.yml") @QueryParam("workflow") List<String> workflows,
      @QueryParam("cluster") List<String> clusters,
      @Parameter(description = "only tell what it would do")
          @QueryParam("dry-run")
          @DefaultValue("false")
          boolean dryRun,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var named = ScopeLists.ofQuery(organization, repositories, workflows, clusters);
    return attachments.change(
        request,
        new Target(ownerName, name, ifMatch),
        owner ->
            ScopeLists.within(
                body == null || body.length == 0
                    ? ScopeLists.some(named)
                    : ScopeLists.both(named, AttachmentShape.someScopes(read(body), owner))),
        DetachPolicy::new,
        dryRun,
        body);
  }

  private static AttachmentsJson read(byte @Nullable [] body) throws JsonProcessingException {
    return Bodies.own(body, AttachmentsJson.class);
  }
}
