package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.RunnerKey;
import dev.sallyport.service.http.ClientAddress;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.runner.RunnerAccess;
import dev.sallyport.service.runner.RunnerAccess.Checked.Refused;
import dev.sallyport.service.runner.RunnerAccess.Checked.Runner;
import dev.sallyport.service.security.Open;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Gives a job its one-time key.
 *
 * <p>Source: the action's pre step ({@code src/setup.ts}): one request of 3 s. 409 installs no
 * agent; whatever else is not 200 installs one without a key.
 */
@Path("/v1")
@Singleton
@Tag(name = "Telemetry")
public class MonitorResource {
  private static final String CORRELATION = "correlation_id";
  private static final String JOB = "job";

  private final RunnerAccess access;
  private final JobKeys keys;
  private final MonitorLimits limits;
  private final Acknowledged acknowledged;
  private final InstantSource clock = InstantSource.system();

  @Inject
  MonitorResource(
      RunnerAccess access, JobKeys keys, MonitorLimits limits, Acknowledged acknowledged) {
    this.access = access;
    this.keys = keys;
    this.limits = limits;
    this.acknowledged = acknowledged;
  }

  @POST
  @Path("/github/{owner}/{repo}/actions/runs/{run_id}/monitor")
  @NonBlocking
  @Open("the action sends no credential; a runner key, if there is one, is checked here")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "monitorJob",
      summary = "Begin to monitor a job: gives it the one-time key that its agent reports with.",
      description =
          "Without a credential the job counts as unverified. The first request for a run and a"
              + " correlation id gets the key, one from elsewhere 409. Without a runner key, 600"
              + " requests a minute are taken from an address and 3,000 for an organization; more"
              + " get 429. monitoring_started is true: the job's summary can be asked for.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples =
                  @ExampleObject(
                      name = "job",
                      value =
                          """
                          {"correlation_id": "0b7c1a52-3f0e-4d34-8f3a-6b1f5d0c9a11", "job": "build"}\
                          """)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MonitorJson.class)))
  public CompletionStage<Response> monitor(
      @RestPath String owner,
      @RestPath String repo,
      @RestPath("run_id") String runId,
      @RestHeader("Authorization") @Nullable String authorization,
      @Context HttpServerRequest request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var repository = RepositoryFullName.of(owner, repo);
    var run = new RunId(runId);
    var source = ClientAddress.of(request.remoteAddress());
    var key = authorization == null ? null : key(authorization, repository.owner());
    if (key == null) {
      limits.count(source, repository.owner());
    }
    var sent = ReportJson.of(body, List.of(CORRELATION, JOB));
    var job = new MonitoredJob(repository, run, new CorrelationId(sent.required(CORRELATION)));
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var event = new JobMonitored(job, JobName.read(sent.text(JOB)), source, key, now);
    limits.claim(event);
    return acknowledged.answer(event, () -> started(job, event));
  }

  private Response started(MonitoredJob job, JobMonitored event) {
    return Response.ok(
            new MonitorJson(
                event.source().text(), keys.issue(job, event.claim(), event.received()), true))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private RunnerKey key(String authorization, Owner owner) {
    return switch (access.check(authorization, owner)) {
      case Refused(var problem) -> throw new Rejection(problem);
      case Runner(var holder) -> new RunnerKey(holder.key().id(), holder.key().cluster());
    };
  }
}
