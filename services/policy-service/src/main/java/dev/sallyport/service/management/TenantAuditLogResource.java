package dev.sallyport.service.management;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Everything that happened to the tenant itself: its keys, members, block list and suppression
 * rules.
 */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "History")
public class TenantAuditLogResource {
  private static final String PATH = "/{customer}/audit-log";

  private final AuditLog log;

  @Inject
  TenantAuditLogResource(AuditLog log) {
    this.log = log;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.READ)
  @Produces({MediaType.APPLICATION_JSON, AuditExport.NDJSON, AuditExport.CSV})
  @Operation(
      operationId = "getTenantAuditLog",
      summary = "Page through the tenant's own audit log, newest first, or export all of it.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EventListing.class)),
        @Content(
            mediaType = AuditExport.NDJSON,
            schema = @Schema(implementation = EventJson.class)),
        @Content(mediaType = AuditExport.CSV, schema = @Schema(implementation = String.class))
      })
  public Response list(
      @PathParam("customer") String customer,
      @BeanParam AuditQuery query,
      @Context HttpHeaders headers) {
    return log.list(Owner.TENANT, query, headers);
  }

  @GET
  @Path(PATH + "/{sequence}")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getTenantEvent",
      summary = "Get one of the tenant's own events with its link of the hash chain.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LinkedEventJson.class)))
  public Response event(
      @PathParam("customer") String customer, @PathParam("sequence") long sequence) {
    return log.event(Owner.TENANT, sequence);
  }
}
