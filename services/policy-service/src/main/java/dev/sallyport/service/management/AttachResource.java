package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicyEverywhere;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.service.http.WireContract;
import dev.sallyport.service.management.AttachmentChanges.Target;
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
import java.util.List;
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

  private final AttachmentChanges attachments;

  @Inject
  AttachResource(AttachmentChanges attachments) {
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
    return attachments.change(
        request,
        new Target(ownerName, name, ifMatch),
        owner -> ScopeLists.within(AttachmentShape.someScopes(Bodies.wireAttachments(body), owner)),
        ReplaceAttachments::new,
        false,
        body);
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
      @Context ContainerRequestContext request)
      throws JsonProcessingException {
    return attachments.change(
        request,
        new Target(ownerName, name, ifMatch),
        _ -> List.of(),
        (policy, _, expected) -> new DetachPolicyEverywhere(policy, expected),
        false,
        null);
  }
}
