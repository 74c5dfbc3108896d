package dev.sallyport.service.management;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.UnknownEvent;
import dev.sallyport.service.security.Needs;
import dev.sallyport.topology.history.History.AuditFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Everything that happened in an organization: who, when, by which way, what. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "History")
public class AuditLogResource {
  private static final String PATH = "/github/{owner}/actions/audit-log";

  private final Reads reads;

  @Inject
  AuditLogResource(Reads reads) {
    this.reads = reads;
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
      @PathParam("owner") String ownerName,
      @Parameter(description = "an actor's id") @QueryParam("actor") @Nullable String actor,
      @Parameter(description = "such as Policy Attached") @QueryParam("type") @Nullable String type,
      @QueryParam("policy") @Nullable String policy,
      @Parameter(description = "inclusive") @QueryParam("from") @Nullable String from,
      @Parameter(description = "exclusive") @QueryParam("until") @Nullable String until,
      @Parameter(description = "json, ndjson or csv; wins over Accept") @QueryParam("format")
          @Nullable String format,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context HttpHeaders headers) {
    var owner = Owner.organization(ownerName);
    var filter =
        new AuditFilter(
            blank(actor) ? null : actor,
            type == null || blank(type) ? null : Words.eventType(type),
            policy == null || blank(policy) ? null : PolicyName.of(policy),
            Moments.of("from", from),
            Moments.of("until", until));
    return switch (AuditExport.form(format, headers)) {
      case PAGE -> page(owner, filter, Cursor.number(cursor), Limit.of(limit));
      case NDJSON -> export(owner, filter, AuditExport.Form.NDJSON);
      case CSV -> export(owner, filter, AuditExport.Form.CSV);
    };
  }

  @GET
  @Path(PATH + "/{sequence}")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "getEvent", summary = "Get one event with its link of the hash chain.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LinkedEventJson.class)))
  public Response event(
      @PathParam("owner") String ownerName, @PathParam("sequence") long sequence) {
    var owner = Owner.organization(ownerName);
    var found = reads.history(owner, _ -> {}, log -> log.event(owner, sequence));
    var event = found.value();
    if (event == null) {
      throw new Rejection(new UnknownEvent(sequence));
    }
    var next = reads.history(owner, _ -> {}, log -> log.event(owner, sequence + 1)).value();
    var hash =
        next != null
            ? next.meta().previous().hex()
            : reads.here(
                owner,
                book -> {
                  var head = book.head();
                  return head != null && head.sequence() == sequence ? head.hash().hex() : null;
                });
    return found.ok(new LinkedEventJson(EventJson.of(event), hash));
  }

  private Response page(Owner owner, AuditFilter filter, @Nullable Long before, int limit) {
    var found = reads.history(owner, _ -> {}, log -> log.audit(owner, filter, before, limit));
    return found.ok(EventListing.of(found.value()));
  }

  private Response export(Owner owner, AuditFilter filter, AuditExport.Form form) {
    // The first page is read before the answer begins: what can be refused, is refused properly.
    var found = reads.history(owner, _ -> {}, log -> AuditExport.begin(log, owner, filter, form));
    StreamingOutput output = found.value()::write;
    var extension = form == AuditExport.Form.CSV ? "csv" : "ndjson";
    return found
        .mark(Response.ok(output, AuditExport.mediaType(form)))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"audit-log.%s\"".formatted(extension))
        .build();
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
