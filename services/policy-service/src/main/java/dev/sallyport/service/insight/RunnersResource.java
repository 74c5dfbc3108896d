package dev.sallyport.service.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.management.Streamed;
import dev.sallyport.service.security.Needs;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.SeenRunner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Self-hosted runners, as their lookups tell. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Runs")
public class RunnersResource {
  private final Insights insights;
  private final Asking asking;
  private final Streamed streamed;

  @Inject
  RunnersResource(Insights insights, Asking asking, Streamed streamed) {
    this.insights = insights;
    this.asking = asking;
    this.streamed = streamed;
  }

  @GET
  @Path("/github/{owner}/actions/runners")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listRunners",
      summary = "List self-hosted runners that looked up a policy, last seen first.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ListingJson.class)))
  public Response list(@PathParam("owner") String ownerName) {
    var seen = insights.runners(asking.about(ownerName));
    return Asking.ok(streamed.json(new ListingJson(seen.stream().map(RunnerJson::of).toList())));
  }

  @Schema(name = "RunnerListing")
  record ListingJson(List<RunnerJson> entries) {}

  /**
   * @param name its own, or else its address
   * @param repo of its last lookup, with its owner
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "Runner")
  record RunnerJson(
      String name,
      @Nullable String cluster,
      String address,
      Instant firstSeen,
      Instant lastSeen,
      long lookups,
      String repo,
      @Nullable String runId) {
    static RunnerJson of(SeenRunner runner) {
      return new RunnerJson(
          runner.name(),
          Texts.orNull(runner.cluster(), ClusterName::name),
          runner.address().text(),
          runner.first(),
          runner.last(),
          runner.lookups(),
          runner.repository().toString(),
          Texts.orNull(runner.run(), RunId::digits));
    }
  }
}
