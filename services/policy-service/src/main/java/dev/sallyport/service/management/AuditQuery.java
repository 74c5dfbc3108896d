package dev.sallyport.service.management;

import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.history.History.AuditFilter;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What is asked of an audit log. */
public record AuditQuery(
    @Parameter(description = "an actor's id") @QueryParam("actor") @Nullable String actor,
    @Parameter(description = "such as Policy Attached") @QueryParam("type") @Nullable String type,
    @QueryParam("policy") @Nullable String policy,
    @Parameter(description = "inclusive") @QueryParam("from") @Nullable String from,
    @Parameter(description = "exclusive") @QueryParam("until") @Nullable String until,
    @Parameter(description = "json, ndjson or csv; wins over Accept") @QueryParam("format")
        @Nullable String format,
    @QueryParam("limit") @Nullable Integer limit,
    @QueryParam("cursor") @Nullable String cursor) {

  public AuditFilter filter() {
    return new AuditFilter(
        actor == null || actor.isBlank() ? null : actor,
        type == null || type.isBlank() ? null : Words.eventType(type),
        policy == null || policy.isBlank() ? null : PolicyName.of(policy),
        Moments.of("from", from),
        Moments.of("until", until));
  }
}
