package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicyEverywhere;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.http.WireContract;
import dev.sallyport.service.management.AttachmentChanges.Asked;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Attachments as the Terraform provider changes them (gh-policy-store.go). */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Attachments")
public class AttachResource {
  private static final String PATH = "/github/{owner}/actions/policies/{name}/attach";

  private final Reads reads;
  private final AttachmentChanges attachments;

  @Inject
  AttachResource(Reads reads, AttachmentChanges attachments) {
    this.reads = reads;
    this.attachments = attachments;
  }

  @POST
  @Path(PATH)
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @WireContract
  @Operation(
      operationId = "attachPolicy",
      summary = "Attach a policy to exactly these scopes, as the Terraform provider does.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AttachmentsJson.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AttachedJson.class)))
  public Response attach(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var scopes = ScopeLists.within(AttachmentShape.someScopes(Bodies.wireAttachments(body), owner));
    var expected = expected(owner, policy, ifMatch);
    var command = new ReplaceAttachments(policy, scopes, expected);
    return attachments.change(request, new Asked(ownerName, owner, policy, command), false, body);
  }

  @DELETE
  @Path(PATH)
  @Needs(Permission.CHANGE_POLICIES)
  @Produces(MediaType.APPLICATION_JSON)
  @WireContract
  @Operation(
      operationId = "detachPolicyEverywhere",
      summary = "End all attachments of a policy, which stays; fine if it has none.",
      description =
          "An update by the Terraform provider is this and then POST: jobs that start in between get"
              + " no policy. PUT …/attachments has no such gap.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AttachedJson.class)))
  public Response detach(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var command = new DetachPolicyEverywhere(policy, expected(owner, policy, ifMatch));
    return attachments.change(request, new Asked(ownerName, owner, policy, command), false, null);
  }

  private @Nullable Long expected(Owner owner, PolicyName policy, @Nullable String ifMatch) {
    return Saving.expected(reads, owner, policy, Precondition.ifMatch(ifMatch));
  }
}
