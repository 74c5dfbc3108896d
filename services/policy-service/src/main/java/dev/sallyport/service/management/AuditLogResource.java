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

/** Everything that happened in an organization: who, when, by which way, what. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "History")
public class AuditLogResource {
  private static final String PATH = "/github/{owner}/actions/audit-log";

  private final AuditLog log;

  @Inject
  AuditLogResource(AuditLog log) {
    this.log = log;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.READ)
  @Produces({MediaType.APPLICATION_JSON, AuditExport.NDJSON, AuditExport.CSV})
  @Operation(
      operationId = "getAuditLog",
      summary = "Page through the audit log, newest first, or export all of it.",
      description =
          "As NDJSON or CSV (by Accept or format) the answer is everything that passes the filter;"
              + " limit and cursor do not apply then.")
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
      @PathParam("owner") String owner, @BeanParam AuditQuery query, @Context HttpHeaders headers) {
    return log.list(Owner.organization(owner), query, headers);
  }

  @GET
  @Path(PATH + "/{sequence}")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "getEvent", summary = "Get one event with its link of the hash chain.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LinkedEventJson.class)))
  public Response event(@PathParam("owner") String owner, @PathParam("sequence") long sequence) {
    return log.event(Owner.organization(owner), sequence);
  }
}
