package dev.sallyport.topology.codec;

import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.insight.Observation;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.events.JobMonitored;
import dev.sallyport.events.PolicyLookedUp;
import dev.sallyport.events.TelemetryMeta;
import dev.sallyport.wire.CallRow;
import dev.sallyport.wire.CallVerdict;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Avro records for what the projections of telemetry hold and tell. */
public final class InsightRecords {
  // Dozens of real programs with their hashes.
  private static final int MOST_OF_A_CHAIN = 4_096;

  private InsightRecords() {}

  public static JobMonitored encode(TelemetryEvent.JobMonitored event) {
    return (JobMonitored) TelemetryRecords.encode(event);
  }

  public static TelemetryEvent.JobMonitored decode(JobMonitored record) {
    return (TelemetryEvent.JobMonitored) TelemetryRecords.decode(record);
  }

  public static PolicyLookedUp encode(TelemetryEvent.PolicyLookedUp event) {
    return (PolicyLookedUp) TelemetryRecords.encode(event);
  }

  public static TelemetryEvent.PolicyLookedUp decode(PolicyLookedUp record) {
    return (TelemetryEvent.PolicyLookedUp) TelemetryRecords.decode(record);
  }

  public static CallRow encode(Observation call) {
    return encode(call, call.received());
  }

  /**
   * @param received when it was received first
   */
  public static CallRow encode(Observation call, Instant received) {
    var processes = kept(call.processes());
    return new CallRow(
        call.at(),
        received,
        call.destination().host(),
        call.destination().port(),
        map(call.address(), IpAddress::text),
        TelemetryRecords.encode(processes),
        processes.cut(),
        encode(call.verdict()),
        call.reason(),
        map(call.claim(), Claim::digits));
  }

  // Thousands of calls are read for one page: a job must not make each as large as it likes.
  private static ProcessChain kept(ProcessChain chain) {
    var characters = 0;
    for (var i = 0; i < chain.processes().size(); i++) {
      var process = chain.processes().get(i);
      characters += process.name().length() + process.sha256().length();
      if (characters > MOST_OF_A_CHAIN) {
        return new ProcessChain(chain.processes().subList(0, i), true);
      }
    }
    return chain;
  }

  public static Destination destination(CallRow call) {
    return new Destination(call.getHost(), call.getPort());
  }

  public static @Nullable IpAddress address(CallRow call) {
    return map(call.getAddress(), IpAddress::new);
  }

  /** Null where it was not recorded. */
  public static @Nullable Claim claim(CallRow call) {
    return map(call.getClaim(), Claim::new);
  }

  public static ProcessChain processes(CallRow call) {
    return new ProcessChain(TelemetryRecords.decode(call.getProcesses()), call.getProcessesCut());
  }

  public static CallVerdict encode(Verdict verdict) {
    return switch (verdict) {
      case ALLOWED -> CallVerdict.ALLOWED;
      case BLOCKED -> CallVerdict.BLOCKED;
      case GLOBALLY_BLOCKED -> CallVerdict.GLOBALLY_BLOCKED;
      case RESOLVED -> CallVerdict.RESOLVED;
    };
  }

  public static Verdict decode(CallVerdict verdict) {
    return switch (verdict) {
      case ALLOWED -> Verdict.ALLOWED;
      case BLOCKED -> Verdict.BLOCKED;
      case GLOBALLY_BLOCKED -> Verdict.GLOBALLY_BLOCKED;
      case RESOLVED -> Verdict.RESOLVED;
      case UNKNOWN -> throw new IllegalArgumentException("a verdict that a newer version knows");
    };
  }

  /**
   * @param received when Sallyport took the report that showed it
   * @param suppressedBy the rule that holds for it already; null if none does
   */
  public static DetectionFound encode(
      Detection found, Instant received, @Nullable RuleId suppressedBy) {
    var job = found.job();
    var destination = found.destination();
    return new DetectionFound(
        new TelemetryMeta(
            job.repository().owner().name(),
            job.repository().repository().name(),
            job.repository().key(),
            received),
        found.id().digits(),
        encode(found.type()),
        map(job.run(), RunId::digits),
        job.correlation().text(),
        map(job.workflow(), WorkflowFile::name),
        map(job.name(), JobName::name),
        map(job.cluster(), ClusterName::name),
        found.at(),
        destination == null ? null : destination.host(),
        destination == null ? null : destination.port(),
        map(found.address(), IpAddress::text),
        TelemetryRecords.encode(found.processes()),
        found.processes().cut(),
        map(found.policy(), TelemetryRecords::encode),
        found.globally(),
        map(found.action(), InsightRecords::encode),
        map(suppressedBy, RuleId::digits));
  }

  public static Detection decode(DetectionFound record) {
    var host = record.getHost();
    return new Detection(
        new DetectionId(record.getDetectionId()),
        decode(record.getType()),
        new DetectedJob(
            RepositoryFullName.of(record.getMeta().getOwner(), record.getMeta().getRepository()),
            map(record.getRunId(), RunId::new),
            new CorrelationId(record.getCorrelationId()),
            map(record.getWorkflow(), WorkflowFile::new),
            map(record.getJob(), JobName::new),
            map(record.getCluster(), ClusterName::new)),
        record.getAt(),
        host == null ? null : new Destination(host, record.getPort()),
        map(record.getAddress(), IpAddress::new),
        new ProcessChain(TelemetryRecords.decode(record.getProcesses()), record.getProcessesCut()),
        map(record.getPolicy(), TelemetryRecords::decode),
        record.getGloballyBlocked(),
        map(record.getAction(), InsightRecords::decode));
  }

  static dev.sallyport.events.DetectionType encode(DetectionType type) {
    return switch (type) {
      case DOMAIN_BLOCKED -> dev.sallyport.events.DetectionType.DOMAIN_BLOCKED;
      case NEW_OUTBOUND_NETWORK_CALL ->
          dev.sallyport.events.DetectionType.NEW_OUTBOUND_NETWORK_CALL;
      case POLICY_NOT_ENFORCED_AS_SERVED ->
          dev.sallyport.events.DetectionType.POLICY_NOT_ENFORCED_AS_SERVED;
      case PRIVILEGED_CONTAINER -> dev.sallyport.events.DetectionType.PRIVILEGED_CONTAINER;
      case REVERSE_SHELL -> dev.sallyport.events.DetectionType.REVERSE_SHELL;
      case RUNNER_WORKER_MEMORY_READ ->
          dev.sallyport.events.DetectionType.RUNNER_WORKER_MEMORY_READ;
    };
  }

  static DetectionType decode(dev.sallyport.events.DetectionType type) {
    return switch (type) {
      case DOMAIN_BLOCKED -> DetectionType.DOMAIN_BLOCKED;
      case NEW_OUTBOUND_NETWORK_CALL -> DetectionType.NEW_OUTBOUND_NETWORK_CALL;
      case POLICY_NOT_ENFORCED_AS_SERVED -> DetectionType.POLICY_NOT_ENFORCED_AS_SERVED;
      case PRIVILEGED_CONTAINER -> DetectionType.PRIVILEGED_CONTAINER;
      case REVERSE_SHELL -> DetectionType.REVERSE_SHELL;
      case RUNNER_WORKER_MEMORY_READ -> DetectionType.RUNNER_WORKER_MEMORY_READ;
      case UNKNOWN -> throw new IllegalArgumentException("a detection that a newer version knows");
    };
  }

  static dev.sallyport.events.LockdownAction encode(LockdownAction action) {
    return switch (action) {
      case TERMINATE -> dev.sallyport.events.LockdownAction.TERMINATE;
      case RECORD -> dev.sallyport.events.LockdownAction.RECORD;
    };
  }

  static LockdownAction decode(dev.sallyport.events.LockdownAction action) {
    return switch (action) {
      case TERMINATE -> LockdownAction.TERMINATE;
      case RECORD -> LockdownAction.RECORD;
      case UNKNOWN -> throw new IllegalArgumentException("an action that a newer version knows");
    };
  }

  private static <T, R> @Nullable R map(@Nullable T value, Function<T, R> change) {
    return value == null ? null : change.apply(value);
  }
}
