package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.Verification;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.wire.JobRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job's row while an event is taken in. */
final class OpenJob {
  final MonitoredJob id;
  Instant first;
  Instant last;
  @Nullable JobMonitored monitored;
  // Its own, under its correlation id, or else one of its run and address.
  @Nullable PolicyLookedUp lookup;
  boolean ownLookup;
  long allowed;
  long blocked;
  long globallyBlocked;
  long resolved;
  int kept;
  long leftOut;
  int counted;
  // As its run counts it.
  boolean verified;
  // Rows that hold what is reported with keys that others were given for the job.
  int others;
  // For whom its calls of each day were counted.
  DailyCounts.Whose daily = DailyCounts.Whose.NOBODY;

  private OpenJob(MonitoredJob id, Instant first, Instant last) {
    this.id = id;
    this.first = first;
    this.last = last;
  }

  static OpenJob first(MonitoredJob id, Instant received) {
    return new OpenJob(id, received, received);
  }

  static OpenJob of(JobRow row) {
    var job =
        new OpenJob(
            new MonitoredJob(
                RepositoryFullName.of(row.getOwner(), row.getRepository()),
                new RunId(row.getRunId()),
                new CorrelationId(row.getCorrelationId())),
            row.getFirst(),
            row.getLast());
    var monitored = row.getMonitored();
    var lookup = row.getLookup();
    job.monitored = monitored == null ? null : InsightRecords.decode(monitored);
    job.lookup = lookup == null ? null : InsightRecords.decode(lookup);
    job.ownLookup = row.getOwnLookup();
    job.allowed = row.getAllowed();
    job.blocked = row.getBlocked();
    job.globallyBlocked = row.getGloballyBlocked();
    job.resolved = row.getResolved();
    job.kept = row.getKept();
    job.leftOut = row.getLeftOut();
    job.counted = row.getCounted();
    job.verified = row.getVerified();
    job.others = row.getOthers();
    job.daily =
        new DailyCounts.Whose(row.getDailyWorkflow(), row.getDailyJob(), row.getDailyCluster());
    return job;
  }

  JobRow row() {
    var asked = monitored;
    var answered = lookup;
    return new JobRow(
        first,
        last,
        id.repository().owner().name(),
        id.repository().repository().name(),
        id.run().digits(),
        id.correlation().text(),
        asked == null ? null : InsightRecords.encode(asked),
        answered == null ? null : InsightRecords.encode(answered),
        ownLookup,
        allowed,
        blocked,
        globallyBlocked,
        resolved,
        kept,
        leftOut,
        counted,
        verified,
        others,
        daily.workflow(),
        daily.job(),
        daily.cluster());
  }

  void heard(Instant received) {
    first = received.isBefore(first) ? received : first;
    last = received.isAfter(last) ? received : last;
  }

  Verification verification() {
    return Verification.of(monitored, ownLookup ? lookup : null, ownLookup ? null : lookup);
  }

  /** Whose reports count; null as long as nobody is known to have asked for the job. */
  @Nullable Claim claim() {
    var asked = monitored;
    return asked == null ? null : asked.claim();
  }

  /**
   * Whether a report is the job's own, and not that of somebody else who asked for it.
   *
   * @param reporter null where that was not recorded
   */
  boolean isOwn(@Nullable Claim reporter) {
    var own = claim();
    return own == null || reporter == null || own.equals(reporter);
  }

  @Nullable WorkflowFile workflow() {
    var answered = lookup;
    return answered == null ? null : answered.workflow();
  }

  @Nullable JobName name() {
    var asked = monitored;
    return asked == null ? null : asked.name();
  }

  /** A runner key's cluster comes before what a lookup names. */
  @Nullable ClusterName cluster() {
    var asked = monitored;
    var key = asked == null ? null : asked.key();
    if (key != null && key.cluster() != null) {
      return key.cluster();
    }
    var answered = lookup;
    return answered == null ? null : answered.cluster();
  }

  /** The policy that it was served, if that is known. */
  @Nullable AnsweredPolicy policy() {
    var answered = lookup;
    return answered == null ? null : answered.answered();
  }

  DetectedJob detected() {
    return new DetectedJob(
        id.repository(), id.run(), id.correlation(), workflow(), name(), cluster());
  }

  /** For those who ask. */
  RunJob shown() {
    var answered = lookup;
    return new RunJob(
        id,
        name(),
        workflow(),
        cluster(),
        verification(),
        claim(),
        answered == null
            ? null
            : new RunJob.Lookup(answered.received(), answered.source(), answered.answered()),
        first,
        last,
        new RunJob.Counts(allowed, blocked, globallyBlocked, resolved),
        leftOut);
  }
}
