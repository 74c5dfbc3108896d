package dev.sallyport.service.runner;

import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.domain.telemetry.TelemetryEvent.RunnerKey;
import dev.sallyport.service.http.ClientAddress;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.view.PolicyView.Found.Served;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a record of each lookup that was answered, one answered 404 included. On the lookup's own
 * thread nothing is read or checked: another one does, later.
 */
@Singleton
class LookupRecords {
  private final Telemetry telemetry;

  @Inject
  LookupRecords(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * @param run as the client wrote it; what cannot be a run's id is left out of the record
   * @param correlation the same
   * @param served null if no policy applied
   */
  void ofKey(
      Job job,
      @Nullable String run,
      @Nullable String correlation,
      KeyHolder holder,
      SocketAddress source,
      @Nullable Served served) {
    var now = System.currentTimeMillis();
    telemetry.note(() ->
        new PolicyLookedUp(
            new RepositoryFullName(job.owner(), job.repository()),
            job.workflow(),
            RunId.read(run),
            CorrelationId.read(correlation),
            ClientAddress.of(source),
            new LookupProof.OfRunnerKey(new RunnerKey(holder.key().id(), holder.key().cluster())),
            job.cluster(),
            served == null ? null : answered(served),
            Instant.ofEpochMilli(now)));
  }

  /** By the name of the policy, with GitHub's identity token. */
  void ofToken(WorkflowRun run, SocketAddress source, @Nullable Served served) {
    var now = System.currentTimeMillis();
    telemetry.note(() ->
        new PolicyLookedUp(
            new RepositoryFullName(run.owner(), run.repository()),
            null,
            RunId.read(run.runId()),
            null,
            ClientAddress.of(source),
            new LookupProof.OfIdentityToken(),
            null,
            served == null ? null : answered(served),
            Instant.ofEpochMilli(now)));
  }

  private static AnsweredPolicy answered(Served served) {
    var entry = served.policy().entry();
    return new AnsweredPolicy(entry.policy(), entry.version(), entry.revision(), served.scope());
  }
}
