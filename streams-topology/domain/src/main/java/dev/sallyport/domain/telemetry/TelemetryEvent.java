package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is recorded of jobs. Nothing of it ever changes a policy. */
public sealed interface TelemetryEvent {
  RepositoryFullName repository();

  /** By the clock of the instance that took it, to the millisecond. */
  Instant received();

  /** A runner key that a request was made with, and the cluster that it is bound to. */
  record RunnerKey(KeyId id, @Nullable ClusterName cluster) {}

  /**
   * A job was given its one-time key.
   *
   * @param key null if the request bore no credential, and proves nothing
   */
  record JobMonitored(
      MonitoredJob job,
      @Nullable JobName name,
      SourceAddress source,
      @Nullable RunnerKey key,
      Instant received)
      implements TelemetryEvent {
    @Override
    public RepositoryFullName repository() {
      return job.repository();
    }

    /** Of whoever was given the key. */
    public Claim claim() {
      return key == null ? Claim.of(source) : Claim.of(key.id());
    }
  }

  /**
   * The policy of a job was looked up with a good credential, and answered.
   *
   * @param cluster that counted: the key's, else the one that the client named
   * @param answered null if no policy applied
   */
  record PolicyLookedUp(
      RepositoryFullName repository,
      @Nullable WorkflowFile workflow,
      @Nullable RunId run,
      @Nullable CorrelationId correlation,
      SourceAddress source,
      LookupProof proof,
      @Nullable ClusterName cluster,
      @Nullable AnsweredPolicy answered,
      Instant received)
      implements TelemetryEvent {}

  /** How a client had proved where it comes from. */
  sealed interface LookupProof {
    record OfRunnerKey(RunnerKey key) implements LookupProof {}

    /** GitHub's identity token: the run is the one that it names. */
    record OfIdentityToken() implements LookupProof {}
  }

  /**
   * A policy as a lookup was answered with it.
   *
   * @param scope where it stands; null if it was asked for by name
   */
  record AnsweredPolicy(PolicyName policy, long version, long revision, @Nullable Scope scope) {}

  /**
   * A job resolved a name.
   *
   * @param claim of whoever reports it; null in reports that were taken before claims were told
   *     apart
   */
  record NameResolved(
      MonitoredJob job,
      @Nullable Claim claim,
      DomainName domain,
      IpAddress address,
      ReportedTime time,
      GlobalBlock block,
      Instant received)
      implements TelemetryEvent {
    @Override
    public RepositoryFullName repository() {
      return job.repository();
    }
  }

  /**
   * A job opened a connection, or tried to.
   *
   * @param claim as of a name
   * @param dropped by the agent's firewall; else it was seen by the process monitor, which does not
   *     tell that it got through
   */
  record ConnectionSeen(
      MonitoredJob job,
      @Nullable Claim claim,
      @Nullable IpAddress address,
      @Nullable ObservedPort port,
      @Nullable DomainName domain,
      ReportedTime time,
      ProcessChain processes,
      boolean dropped,
      GlobalBlock block,
      Instant received)
      implements TelemetryEvent {
    public ConnectionSeen {
      if (address == null && domain == null) {
        throw new IllegalArgumentException("A connection goes to an address or a name.");
      }
    }

    @Override
    public RepositoryFullName repository() {
      return job.repository();
    }
  }

  /**
   * Something about a process of a job stood out, as an agent reports.
   *
   * @param claim as of a name; null also where it came with a runner key
   * @param detail what the agent says about it; may be empty
   * @param proven whether the report came with a runner key, or of a job that was verified by then
   * @param action what was answered
   * @param policy that decided; null if none applied
   */
  record ProcessDetected(
      DetectedJob job,
      @Nullable Claim claim,
      DetectionType type,
      ProcessChain processes,
      String detail,
      ReportedTime time,
      boolean proven,
      LockdownAction action,
      @Nullable AnsweredPolicy policy,
      Instant received)
      implements TelemetryEvent {
    private static final int MOST_DETAIL = 512;

    public ProcessDetected {
      if (!type.isOfProcess()) {
        throw new IllegalArgumentException(type.text() + " is not about a process.");
      }
      if (!proven && job.run() == null) {
        throw new IllegalArgumentException("A one-time key tells the run.");
      }
      if (action == LockdownAction.TERMINATE && (!proven || policy == null)) {
        throw new IllegalArgumentException("Only a policy stops a job, and only a proven one.");
      }
      detail = ObservedText.of(detail, MOST_DETAIL);
    }

    @Override
    public RepositoryFullName repository() {
      return job.repository();
    }
  }

  /**
   * Somebody saw to a detection, or opened it again.
   *
   * @param resolved false if it is open again
   */
  record DetectionResolved(
      RepositoryFullName repository,
      DetectionId detection,
      boolean resolved,
      Actor actor,
      Instant received)
      implements TelemetryEvent {}
}
