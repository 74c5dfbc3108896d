package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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

/** API keys of the tenant, which reach every organization. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "API keys")
public class TenantApiKeysResource {
  private static final String PATH = "/{customer}/api-keys";

  private final ApiKeys keys;

  @Inject
  TenantApiKeysResource(ApiKeys keys) {
    this.keys = keys;
  }

  @POST
  @Path(PATH)
  @Needs(Permission.MANAGE_KEYS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "issueTenantApiKey",
      summary =
          "Issue a tenant-wide API key of kind admin, read-only or security; shown this once.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyJson.Asked.class),
              examples =
                  @ExampleObject(
                      name = "security",
                      value = "{\"kind\": \"security\", \"name\": \"block list\"}")))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = KeyJson.class)))
  public Response issue(
      @PathParam("customer") String customer,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    return keys.issue(request, Owner.TENANT, body);
  }

  @GET
  @Path(PATH)
  @Needs(Permission.MANAGE_KEYS)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listTenantApiKeys",
      summary = "List tenant-wide API keys, newest first; never secrets.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = KeyListing.class)))
  public Response list(
      @PathParam("customer") String customer,
      @QueryParam("revoked") @DefaultValue("false") boolean revoked,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return keys.list(Owner.TENANT, revoked, Limit.of(limit), cursor);
  }

  @DELETE
  @Path(PATH + "/{id}")
  @Needs(Permission.MANAGE_KEYS)
  @Operation(
      operationId = "revokeTenantApiKey",
      summary = "Revoke a tenant-wide API key, at once and for ever.")
  @APIResponse(responseCode = "204", description = "Revoked")
  public Response revoke(
      @PathParam("customer") String customer,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return keys.revoke(request, Owner.TENANT, id);
  }
}
