package dev.sallyport.service.insight;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.insight.DetectionsJson.DetectionJson;
import dev.sallyport.service.management.Limit;
import dev.sallyport.service.management.Streamed;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Needs;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.view.PolicyView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What stood out, and whether somebody still has to look at it (wire contract B.5). */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Detections")
public class FoundDetectionsResource {
  private static final String OF_OWNER = "/github/{owner}/actions/detections";
  private static final String TYPE =
      "the type, such as Domain-Blocked; Suspicious-Process-Events stands for all about processes";
  private static final String STATUS = "new, which it is if left out, suppressed or resolved";
  private static final String LIMIT = "1 to 200; 50 if left out";

  private final Insights insights;
  private final FoundDetections detections;
  private final ResolvingDetections resolving;
  private final PolicyView view;
  private final Asking asking;
  private final Streamed streamed;

  @Inject
  FoundDetectionsResource(
      Insights insights,
      FoundDetections detections,
      ResolvingDetections resolving,
      PolicyView view,
      Asking asking,
      Streamed streamed) {
    this.insights = insights;
    this.detections = detections;
    this.resolving = resolving;
    this.view = view;
    this.asking = asking;
    this.streamed = streamed;
  }

  @GET
  @Path("/github/customers/{customer}/actions/detections")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listTenantDetections",
      summary = "List detections of all organizations, newest first; takes a tenant-wide key.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DetectionsJson.class)))
  public Response ofTenant(
      @PathParam("customer") String customer,
      @Parameter(description = TYPE) @QueryParam("detection_id") @Nullable String type,
      @Parameter(description = STATUS) @QueryParam("status") @Nullable String status,
      @Parameter(description = LIMIT) @QueryParam("limit") @Nullable Integer limit) {
    var query = query(type, status, limit);
    asking.enter();
    return list(view.owners(), query);
  }

  @GET
  @Path(OF_OWNER)
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listDetections",
      summary = "List detections of an organization, newest first.",
      description = "A type that is not known is one that nothing was detected of.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DetectionsJson.class)))
  public Response ofOwner(
      @PathParam("owner") String ownerName,
      @Parameter(description = TYPE) @QueryParam("detection_id") @Nullable String type,
      @Parameter(description = STATUS) @QueryParam("status") @Nullable String status,
      @Parameter(description = LIMIT) @QueryParam("limit") @Nullable Integer limit) {
    var query = query(type, status, limit);
    return list(List.of(asking.about(ownerName)), query);
  }

  @POST
  @Path(OF_OWNER + "/{id}/resolve")
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resolveDetection",
      summary = "Note that somebody looked at a detection; takes no body.",
      description =
          "Recorded with who did. One that is resolved already stays as it is, with who did first.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DetectionJson.class)))
  public Response resolve(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return record(ownerName, id, true, request);
  }

  @POST
  @Path(OF_OWNER + "/{id}/reopen")
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "reopenDetection",
      summary = "Open a detection again that was resolved; takes no body.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DetectionJson.class)))
  public Response reopen(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return record(ownerName, id, false, request);
  }

  private Response list(Collection<Owner> owners, FoundDetections.Query query) {
    var page = detections.find(owners, query);
    return Asking.ok(streamed.json(DetectionsJson.of(page, new ExpectedCalls(insights))));
  }

  private Response record(
      String ownerName, String id, boolean resolved, ContainerRequestContext request) {
    var detection = new DetectionId(id);
    var owner = asking.about(ownerName);
    var found = resolving.record(owner, detection, resolved, Caller.of(request).actor());
    return Asking.ok(DetectionJson.of(detections.shown(found), new ExpectedCalls(insights)));
  }

  private static FoundDetections.Query query(
      @Nullable String type, @Nullable String status, @Nullable Integer limit) {
    return new FoundDetections.Query(types(type), status(status), null, Limit.of(limit));
  }

  // Clients ask for types that nothing here can detect, and expect an empty list.
  private static Set<DetectionType> types(@Nullable String asked) {
    if (asked == null || asked.isEmpty()) {
      return EnumSet.allOf(DetectionType.class);
    }
    var types = EnumSet.noneOf(DetectionType.class);
    for (var type : DetectionType.values()) {
      if (type.text().equals(asked)
          || (type.isOfProcess() && asked.equals(SuppressionRule.SUSPICIOUS_PROCESS_EVENTS))) {
        types.add(type);
      }
    }
    return types;
  }

  private static DetectionStatus status(@Nullable String asked) {
    if (asked == null || asked.isEmpty()) {
      return DetectionStatus.NEW;
    }
    return DetectionStatus.named(asked)
        .orElseThrow(() -> new Rejection(new Malformed("status is new, suppressed or resolved.")));
  }
}
