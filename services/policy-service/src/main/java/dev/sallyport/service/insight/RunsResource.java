package dev.sallyport.service.insight;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.insight.RunDetailJson.JobJson;
import dev.sallyport.service.management.Streamed;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.UnknownRun;
import dev.sallyport.service.security.Needs;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.NetworkEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Workflow runs and their jobs (wire contract B.4). */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Runs")
public class RunsResource {
  private static final int MOST_PAGES = 10_000;
  private static final int MOST_EVENTS_OF_A_JOB = 2_000;
  // A run may have a thousand jobs.
  private static final int MOST_EVENTS = 20_000;

  private final Insights insights;
  private final Asking asking;
  private final ServedModes modes;
  private final Streamed streamed;

  @Inject
  RunsResource(Insights insights, Asking asking, ServedModes modes, Streamed streamed) {
    this.insights = insights;
    this.asking = asking;
    this.modes = modes;
    this.streamed = streamed;
  }

  @GET
  @Path("/github/{owner}/actions/runs")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listRuns",
      summary = "List the workflow runs of an organization, newest first, 100 a page.",
      description =
          "A run is known by its jobs' lookups and reports; what only GitHub knows of it is empty.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RunsJson.class)))
  public Response runs(
      @PathParam("owner") String ownerName,
      @Parameter(description = "from 1 on") @QueryParam("page") @Nullable Integer page) {
    return list(asking.about(ownerName), null, page);
  }

  @GET
  @Path("/github/{owner}/{repo}/actions/runs")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listRunsOfRepository",
      summary = "List the workflow runs of a repository, newest first, 100 a page.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RunsJson.class)))
  public Response runsOfRepository(
      @PathParam("owner") String ownerName,
      @PathParam("repo") String repository,
      @Parameter(description = "from 1 on") @QueryParam("page") @Nullable Integer page) {
    var name = asking.about(ownerName, repository);
    return list(name.owner(), name.repository(), page);
  }

  private Response list(Owner owner, @Nullable RepositoryName repository, @Nullable Integer asked) {
    var page = asked == null ? 1 : asked;
    if (page < 1 || page > MOST_PAGES) {
      throw new Rejection(new Malformed("page is a number from 1 to %d.".formatted(MOST_PAGES)));
    }
    var found = insights.runs(owner, repository, (page - 1) * RunsJson.PAGE, RunsJson.PAGE);
    return Asking.ok(RunsJson.of(found, page));
  }

  @GET
  @Path("/github/{owner}/{repo}/actions/runs/{run_id}")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getRun",
      summary = "Get a workflow run with its jobs, their policies and what they called.",
      description =
          "At most 2,000 network events of a job and 20,000 of the run; left_out tells how many"
              + " more there were.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RunDetailJson.class)))
  public Response run(
      @PathParam("owner") String ownerName,
      @PathParam("repo") String repository,
      @PathParam("run_id") String runId) {
    var id = new RunId(runId);
    var run = insights.run(asking.about(ownerName, repository), id);
    if (run == null) {
      throw new Rejection(new UnknownRun(id));
    }
    var jobs = new ArrayList<JobJson>();
    var room = MOST_EVENTS;
    for (var job : run.jobs()) {
      var most = Math.min(room, MOST_EVENTS_OF_A_JOB);
      var events = most == 0 ? List.<NetworkEvent>of() : insights.events(job.job(), most);
      room -= events.size();
      jobs.add(JobJson.of(job, events, modes.of(job)));
    }
    return Asking.ok(streamed.json(RunDetailJson.of(run.summary(), jobs)));
  }
}
