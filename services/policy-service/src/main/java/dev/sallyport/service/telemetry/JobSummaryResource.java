package dev.sallyport.service.telemetry;

import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.http.ClientAddress;
import dev.sallyport.service.insight.ServedModes;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.problem.RequestProblem.UnknownJob;
import dev.sallyport.service.security.Open;
import dev.sallyport.topology.insight.Insights;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The summary that the action's post step appends to the job's own.
 *
 * <p>Source: {@code src/common.ts}: no credential, one request of 3 s; whatever is 2xx is appended
 * unchanged.
 */
@Path("/v1")
@Singleton
@RunOnVirtualThread
@Tag(name = "Telemetry")
public class JobSummaryResource {
  private static final String MARKDOWN = "text/markdown; charset=utf-8";
  private static final int MOST_EVENTS = 10_000;
  // Strangers can ask for it, and each time costs a query.
  private static final int MOST_AT_A_TIME = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int RETRY_SECONDS = 1;

  private final Insights insights;
  private final ServedModes modes;
  private final OpenRate rate;
  private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

  @Inject
  JobSummaryResource(Insights insights, ServedModes modes, TelemetryMetrics metrics) {
    this.insights = insights;
    this.modes = modes;
    this.rate =
        new OpenRate(
            metrics, "More summaries of jobs were asked for %s in this minute than are made.");
  }

  @GET
  @Path(
      "/github/{owner}/{repo}/actions/runs/{run_id}/correlation/{correlation_id}/job-markdown-summary")
  @Open("the action sends no credential; it tells of one job that was monitored")
  @Produces(MARKDOWN)
  @Operation(
      operationId = "getJobSummary",
      summary = "Get what a monitored job called and which policy applied, in Markdown.",
      description =
          "At most 200 destinations. 600 requests a minute are taken from an address and 3,000 for"
              + " an organization; more get 429.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(mediaType = "text/markdown", schema = @Schema(implementation = String.class)))
  public Response summary(
      @RestPath String owner,
      @RestPath String repo,
      @RestPath("run_id") String runId,
      @RestPath("correlation_id") String correlationId,
      @Context HttpServerRequest request) {
    var repository = RepositoryFullName.of(owner, repo);
    var id = new MonitoredJob(repository, new RunId(runId), new CorrelationId(correlationId));
    rate.count(ClientAddress.of(request.remoteAddress()), repository.owner());
    enter();
    try {
      return Response.ok(summary(id))
          .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
          .build();
    } finally {
      places.release();
    }
  }

  private String summary(MonitoredJob id) {
    var job = insights.job(id);
    if (job == null || job.claim() == null) {
      throw new Rejection(new UnknownJob());
    }
    return JobSummary.of(job, insights.events(id, MOST_EVENTS), modes.of(job));
  }

  private void enter() {
    try {
      if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Rejection(
        new Unavailable("Too many summaries are being made: ask again.", RETRY_SECONDS));
  }
}
