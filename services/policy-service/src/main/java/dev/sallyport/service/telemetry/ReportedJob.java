package dev.sallyport.service.telemetry;

import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.runner.RecentLookups.LookedUpJob;
import dev.sallyport.topology.insight.RunJob;
import org.jspecify.annotations.Nullable;

/**
 * A job that something is reported of, as far as lookups and monitoring tell.
 *
 * @param lookedUp whether the workflow, or that there is none, is known from a lookup
 * @param verified whether it is known to be a job of the repository
 */
record ReportedJob(
    @Nullable RunId run,
    @Nullable WorkflowFile workflow,
    @Nullable JobName name,
    @Nullable ClusterName cluster,
    boolean lookedUp,
    boolean verified) {
  /** Nothing is known of it. */
  static final ReportedJob UNKNOWN = new ReportedJob(null, null, null, null, false, false);

  static ReportedJob of(LookedUpJob lookup) {
    var job = lookup.job();
    return new ReportedJob(lookup.run(), job.workflow(), null, job.cluster(), true, true);
  }

  static ReportedJob of(RunJob projected) {
    return new ReportedJob(
        projected.job().run(),
        projected.workflow(),
        projected.name(),
        projected.cluster(),
        projected.workflow() != null || wasLookedUpByScope(projected.lookup()),
        projected.verification().isVerified());
  }

  // A policy that was asked for by its name, with an identity token, stands at no scope: such a
  // lookup does not tell the workflow's file.
  private static boolean wasLookedUpByScope(RunJob.@Nullable Lookup lookup) {
    var policy = lookup == null ? null : lookup.policy();
    return policy != null && policy.scope() != null;
  }

  /** The same, of a run that is known otherwise. */
  ReportedJob in(RunId known) {
    return new ReportedJob(known, workflow, name, cluster, lookedUp, verified);
  }

  /** The same, verified or not. */
  ReportedJob verified(boolean so) {
    return new ReportedJob(run, workflow, name, cluster, lookedUp, so);
  }

  /** The same, on a cluster unless another is known. */
  ReportedJob on(@Nullable ClusterName other) {
    return new ReportedJob(
        run, workflow, name, cluster == null ? other : cluster, lookedUp, verified);
  }

  Job toJob(RepositoryFullName repository) {
    return new Job(repository.owner(), repository.repository(), workflow, cluster);
  }

  DetectedJob toDetected(RepositoryFullName repository, CorrelationId correlation) {
    return new DetectedJob(repository, run, correlation, workflow, name, cluster);
  }
}
