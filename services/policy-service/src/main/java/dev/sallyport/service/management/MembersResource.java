package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
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

/** Members of an organization and their roles. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Members")
public class MembersResource {
  private static final String PATH = "/github/{owner}/members";

  private final Members members;

  @Inject
  MembersResource(Members members) {
    this.members = members;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.MANAGE_MEMBERS)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "listMembers", summary = "List members and their roles.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MemberJson.Listing.class)))
  public Response list(
      @PathParam("owner") String owner,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return members.list(Owner.organization(owner), Limit.of(limit), cursor);
  }

  @PUT
  @Path(PATH)
  @Needs(Permission.MANAGE_MEMBERS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "grantRole", summary = "Give a person a role: admin, editor or auditor.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MemberJson.Asked.class),
              examples =
                  @ExampleObject(
                      name = "editor",
                      value =
                          """
                          {"issuer": "https://login.example", "subject": "248289761001",
                           "email": "ada@example.com", "role": "editor"}\
                          """)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MemberJson.class)))
  public Response grant(
      @PathParam("owner") String owner,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    return members.grant(request, Owner.organization(owner), body);
  }

  @DELETE
  @Path(PATH)
  @Needs(Permission.MANAGE_MEMBERS)
  @Operation(operationId = "revokeRole", summary = "Take a person's role away.")
  @APIResponse(responseCode = "204", description = "Revoked")
  public Response revoke(
      @PathParam("owner") String owner,
      @QueryParam("issuer") @Nullable String issuer,
      @QueryParam("subject") @Nullable String subject,
      @Context ContainerRequestContext request) {
    return members.revoke(request, Owner.organization(owner), issuer, subject);
  }
}
