package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.TooManyRequests;
import dev.sallyport.service.runner.RunnerAccess;
import dev.sallyport.service.runner.RunnerAccess.Checked.Refused;
import dev.sallyport.service.runner.RunnerAccess.Checked.Runner;
import dev.sallyport.service.security.Open;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Takes what agents detect in processes of jobs, and says at once what is to become of the job. */
@Path("/v1")
@Singleton
@Tag(name = "Telemetry")
public class DetectionsResource {
  /** Of one kind in one job, so that a job cannot talk its agent down by reporting another. */
  static final int A_MINUTE_OF_A_KIND = 60;

  private final JobKeys keys;
  private final RunnerAccess access;
  private final ReportedJobs jobs;
  private final Lockdown lockdown;
  private final TelemetryMetrics metrics;
  private final InstantSource clock = InstantSource.system();
  private final RequestRate rate = new RequestRate(A_MINUTE_OF_A_KIND, clock);

  @Inject
  DetectionsResource(
      JobKeys keys,
      RunnerAccess access,
      ReportedJobs jobs,
      Lockdown lockdown,
      TelemetryMetrics metrics) {
    this.keys = keys;
    this.access = access;
    this.jobs = jobs;
    this.lockdown = lockdown;
    this.metrics = metrics;
  }

  /** A runner key, where there is one, comes before a one-time key: it proves more. */
  @POST
  @Path("/github/{owner}/{repo}/actions/jobs/{cid}/detections")
  @NonBlocking
  @Open("takes a job's one-time key or a runner key, checked here")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "reportDetection",
      summary = "Report a detection in a job, and learn whether to terminate the job.",
      description =
          "Takes the job's one-time key or a runner key of the organization, and 64 KiB at most."
              + " The policy that applies to the job decides; where no lookup tells its workflow,"
              + " the strictest of its repository, organization and cluster. The action is"
              + " terminate only with a runner key or for a verified job, and record otherwise."
              + " policy, version and scope are left out where no policy applies. Without a runner"
              + " key, 60 a minute are taken of each detection in a job; more get 429. The answer"
              + " does not wait for the record.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples =
                  @ExampleObject(
                      name = "detection",
                      value =
                          """
                          {"detection": "Reverse-Shell", "timestamp": "2026-01-02T03:04:05.123456789Z",
                           "detail": "bash -i to 203.0.113.66:4444",
                           "tool": {"name": "bash", "sha256": "", "parent": {"name": "npm", "sha256": ""}}}\
                          """)))
  public CompletionStage<LockdownJson> detected(
      @RestPath String owner,
      @RestPath String repo,
      @RestPath String cid,
      @RestHeader("x-one-time-key") @Nullable String key,
      @RestHeader("Authorization") @Nullable String authorization,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var repository = RepositoryFullName.of(owner, repo);
    var correlation = new CorrelationId(cid);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return authorization == null
        ? ofOneTimeKey(repository, correlation, key, body, now)
        : ofRunnerKey(repository, correlation, authorization, body, now);
  }

  private CompletionStage<LockdownJson> ofOneTimeKey(
      RepositoryFullName repository,
      CorrelationId correlation,
      @Nullable String key,
      byte @Nullable [] body,
      Instant now)
      throws JsonProcessingException {
    var by = keys.check(key, repository, correlation, now);
    var report = DetectionReport.read(body, now);
    limit(
        String.join(
            "\n",
            repository.key(),
            by.job().run().digits(),
            correlation.text(),
            by.claim().digits(),
            report.type().text()));
    return answer(
        repository, correlation, jobs.ofOneTimeKey(by.job(), by.claim()), by.claim(), report, now);
  }

  private CompletionStage<LockdownJson> ofRunnerKey(
      RepositoryFullName repository,
      CorrelationId correlation,
      String authorization,
      byte @Nullable [] body,
      Instant now)
      throws JsonProcessingException {
    var cluster =
        switch (access.check(authorization, repository.owner())) {
          case Refused(var problem) -> throw new Rejection(problem);
          case Runner(var holder) -> holder.key().cluster();
        };
    var report = DetectionReport.read(body, now);
    return answer(
        repository,
        correlation,
        jobs.ofRunnerKey(repository, correlation, cluster),
        null,
        report,
        now);
  }

  private CompletionStage<LockdownJson> answer(
      RepositoryFullName repository,
      CorrelationId correlation,
      CompletionStage<ReportedJob> job,
      @Nullable Claim claim,
      DetectionReport report,
      Instant now) {
    // Elsewhere than on the event loop: while a change is applied, reading the policies waits.
    return job.thenApplyAsync(
        known ->
            LockdownJson.of(lockdown.decide(repository, correlation, known, claim, report, now)),
        Thread::startVirtualThread);
  }

  private void limit(String what) {
    var pause = rate.pause(what);
    if (pause > 0) {
      metrics.refused("rate");
      throw new Rejection(
          new TooManyRequests(
              "This was detected more often in this job and minute than is taken without a runner"
                  + " key.",
              pause));
    }
  }
}
