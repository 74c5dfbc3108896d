package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.Verification;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job of a run.
 *
 * @param name its id in the workflow file, if the client told
 * @param workflow and
 * @param cluster as its policy was looked up
 * @param claim of whoever was given the one-time key that counts; null if nobody asked for the job
 *     to be monitored: then nothing can be reported of it
 * @param lookup what its lookup was answered; null if none is known, and its policy is inline or
 *     none
 * @param counts of distinct calls, whether they are kept or not
 * @param leftOut how many calls are counted but no longer shown, since there are too many
 */
public record RunJob(
    MonitoredJob job,
    @Nullable JobName name,
    @Nullable WorkflowFile workflow,
    @Nullable ClusterName cluster,
    Verification verification,
    @Nullable Claim claim,
    @Nullable Lookup lookup,
    Instant first,
    Instant last,
    Counts counts,
    long leftOut) {
  /**
   * A lookup, where it came from, and what it was answered.
   *
   * @param policy null if none was attached
   */
  public record Lookup(Instant at, SourceAddress source, @Nullable AnsweredPolicy policy) {}

  /** How many calls there were, by what became of them. */
  public record Counts(long allowed, long blocked, long globallyBlocked, long resolved) {}
}
