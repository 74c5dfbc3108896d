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
import jakarta.ws.rs.POST;
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

/** Roles of the tenant that wait for whoever has an address. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Members")
public class TenantInvitationsResource {
  private static final String PATH = "/{customer}/invitations";

  private final Invitations invitations;

  @Inject
  TenantInvitationsResource(Invitations invitations) {
    this.invitations = invitations;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.MANAGE_MEMBERS)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listTenantInvitations",
      summary = "List tenant-wide invitations that wait.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = InvitationJson.Listing.class)))
  public Response list(
      @PathParam("customer") String customer,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return invitations.list(Owner.TENANT, Limit.of(limit), cursor);
  }

  @POST
  @Path(PATH)
  @Needs(Permission.MANAGE_MEMBERS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "inviteTenantMember",
      summary =
          "Offer a tenant-wide role to an e-mail address: admin, editor, auditor or security.",
      description =
          "Nothing is sent. The role is given when somebody signs in whose identity provider vouches"
              + " for the address. Inviting again with another role replaces the invitation.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = InvitationJson.Asked.class),
              examples =
                  @ExampleObject(
                      name = "security",
                      value = "{\"email\": \"ada@example.com\", \"role\": \"security\"}")))
  @APIResponse(
      responseCode = "201",
      description = "Invited",
      content = @Content(schema = @Schema(implementation = InvitationJson.class)))
  @APIResponse(
      responseCode = "200",
      description = "Invited with this role before",
      content = @Content(schema = @Schema(implementation = InvitationJson.class)))
  public Response invite(
      @PathParam("customer") String customer,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    return invitations.invite(request, Owner.TENANT, body);
  }

  @DELETE
  @Path(PATH)
  @Needs(Permission.MANAGE_MEMBERS)
  @Operation(
      operationId = "withdrawTenantInvitation",
      summary = "Withdraw a tenant-wide invitation.")
  @APIResponse(responseCode = "204", description = "Withdrawn")
  public Response withdraw(
      @PathParam("customer") String customer,
      @QueryParam("email") @Nullable String email,
      @Context ContainerRequestContext request) {
    return invitations.withdraw(request, Owner.TENANT, email);
  }
}
