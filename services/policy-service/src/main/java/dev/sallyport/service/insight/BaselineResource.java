package dev.sallyport.service.insight;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.management.Streamed;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.security.Needs;
import dev.sallyport.topology.insight.Baseline;
import dev.sallyport.topology.insight.Insights;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What verified jobs called and was not blocked (wire contract B.2 and B.3). */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Baselines")
public class BaselineResource {
  private static final int OBSERVATIONS = 50;

  private final Insights insights;
  private final Asking asking;
  private final Streamed streamed;

  @Inject
  BaselineResource(Insights insights, Asking asking, Streamed streamed) {
    this.insights = insights;
    this.asking = asking;
    this.streamed = streamed;
  }

  @GET
  @Path("/github/{owner}/actions/baseline")
  @Needs(Permission.READ)
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Operation(
      operationId = "getBaseline",
      summary = "Get the endpoints that jobs of an organization called and nothing blocked.",
      description =
          "With repo, workflow and job, or with cluster, those of them alone. As text/plain it is a"
              + " list that a policy can be made of, one host:port a line. Verified jobs count.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = BaselineJson.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
      })
  public Response baseline(
      @PathParam("owner") String ownerName,
      @Parameter(description = "part of an endpoint, in any case") @QueryParam("search")
          @Nullable String search,
      @Parameter(description = "a repository's name, without its owner") @QueryParam("repo")
          @Nullable String repository,
      @Parameter(description = "such as ci.yml; with repo") @QueryParam("workflow")
          @Nullable String workflow,
      @Parameter(description = "with repo and workflow") @QueryParam("job") @Nullable String job,
      @Parameter(description = "instead of repo, workflow and job") @QueryParam("cluster")
          @Nullable String cluster,
      @Parameter(description = "at most so many of each endpoint; 50, up to 500")
          @QueryParam("observations")
          @Nullable Integer observations,
      @Context HttpHeaders headers) {
    var most = observations(observations);
    var owner = asking.about(ownerName);
    var query = BaselineQuery.of(owner, repository, workflow, job, cluster, search);
    var baseline = query.answer(insights);
    return asksForText(headers)
        ? text(ExportedEndpoints.of(baseline))
        : json(owner, baseline, most);
  }

  @GET
  @Path("/github/{owner}/{repo}/baseline")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getRepositoryBaseline",
      summary = "Get the endpoints that jobs of a repository called and nothing blocked.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BaselineJson.class)))
  public Response baselineOfRepository(
      @PathParam("owner") String ownerName,
      @PathParam("repo") String repository,
      @Parameter(description = "part of an endpoint, in any case") @QueryParam("search")
          @Nullable String search,
      @Parameter(description = "at most so many of each endpoint; 50, up to 500")
          @QueryParam("observations")
          @Nullable Integer observations) {
    var most = observations(observations);
    var name = asking.about(ownerName, repository);
    var query =
        new BaselineQuery(
            new BaselineScope.OfRepository(name),
            search == null || search.isEmpty() ? null : search);
    return json(name.owner(), query.answer(insights), most);
  }

  @GET
  @Path("/github/{owner}/actions/baselines")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listBaselines",
      summary = "List what there are baselines of, and how stable they are.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StabilityJson.ListingJson.class)))
  public Response baselines(@PathParam("owner") String ownerName) {
    var known = insights.baselines(asking.about(ownerName));
    return Asking.ok(
        streamed.json(
            new StabilityJson.ListingJson(known.stream().map(StabilityJson::of).toList())));
  }

  /** Rows for the repositories that something is known of (wire contract B.3). */
  @GET
  @Path("/github/{owner}/actions/security-summary")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listReportingRepositories",
      summary = "List the repositories of which anything was reported, as a bare array.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(type = SchemaType.ARRAY, implementation = RepositoryRowJson.class)))
  public Response securitySummary(@PathParam("owner") String ownerName) {
    return Asking.ok(
        insights.repositories(asking.about(ownerName)).stream()
            .map(RepositoryRowJson::of)
            .toList());
  }

  /** With capital letters, as the client reads it. */
  @Schema(name = "RepositoryRow")
  record RepositoryRowJson(
      @JsonProperty("Owner") String owner, @JsonProperty("Repo") String repository) {
    static RepositoryRowJson of(RepositoryFullName name) {
      return new RepositoryRowJson(name.owner().name(), name.repository().name());
    }
  }

  private Response json(Owner owner, Baseline baseline, int observations) {
    var json = BaselineJson.of(owner, baseline, observations);
    return Response.fromResponse(Asking.ok(streamed.json(json)))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private static Response text(String text) {
    return Response.fromResponse(Asking.ok(text))
        .type(MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"endpoints.txt\"")
        .build();
  }

  // The first of what is accepted that there is: whatever a client adds with a wildcard, JSON.
  private static boolean asksForText(HttpHeaders headers) {
    for (var type : headers.getAcceptableMediaTypes()) {
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (type.isCompatible(MediaType.TEXT_PLAIN_TYPE)) {
        return true;
      }
    }
    return false;
  }

  private static int observations(@Nullable Integer asked) {
    if (asked == null) {
      return OBSERVATIONS;
    }
    if (asked < 0) {
      throw new Rejection(new Malformed("observations is a number from 0 on."));
    }
    return Math.min(asked, Baseline.MOST_SHOWN);
  }
}
