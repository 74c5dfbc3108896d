package dev.sallyport.topology.codec;

import static dev.sallyport.topology.codec.TelemetryRecords.map;

import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.ReportedTime;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.events.Detection;
import dev.sallyport.events.DetectionResolved;
import dev.sallyport.events.LockdownAction;
import dev.sallyport.events.ProcessDetected;
import dev.sallyport.events.TelemetryMeta;

/** The records of run-events that are about detections. */
final class DetectionRecords {
  private DetectionRecords() {}

  static ProcessDetected encode(TelemetryEvent.ProcessDetected event, TelemetryMeta meta) {
    var job = event.job();
    return new ProcessDetected(
        meta,
        map(job.run(), RunId::digits),
        job.correlation().text(),
        map(job.workflow(), WorkflowFile::name),
        map(job.name(), JobName::name),
        map(job.cluster(), ClusterName::name),
        encode(event.type()),
        TelemetryRecords.encode(event.processes()),
        event.processes().cut(),
        event.detail(),
        event.time().at(),
        event.time().replaced(),
        event.proven(),
        switch (event.action()) {
          case TERMINATE -> LockdownAction.TERMINATE;
          case RECORD -> LockdownAction.RECORD;
        },
        map(event.policy(), TelemetryRecords::encode),
        map(event.claim(), Claim::digits));
  }

  static TelemetryEvent.ProcessDetected decode(ProcessDetected e) {
    return new TelemetryEvent.ProcessDetected(
        new DetectedJob(
            TelemetryRecords.repository(e.getMeta()),
            map(e.getRunId(), RunId::new),
            new CorrelationId(e.getCorrelationId()),
            map(e.getWorkflow(), WorkflowFile::new),
            map(e.getJob(), JobName::new),
            map(e.getCluster(), ClusterName::new)),
        map(e.getClaim(), Claim::new),
        decode(e.getDetection()),
        new ProcessChain(TelemetryRecords.decode(e.getProcesses()), e.getProcessesCut()),
        e.getDetail(),
        new ReportedTime(e.getReported(), e.getTimeReplaced()),
        e.getProven(),
        switch (e.getAction()) {
          case TERMINATE -> dev.sallyport.domain.insight.LockdownAction.TERMINATE;
          case RECORD -> dev.sallyport.domain.insight.LockdownAction.RECORD;
          case UNKNOWN ->
              throw new IllegalArgumentException("an action that a newer version knows");
        },
        map(e.getPolicy(), TelemetryRecords::decode),
        e.getMeta().getReceived());
  }

  static DetectionResolved encode(TelemetryEvent.DetectionResolved event, TelemetryMeta meta) {
    return new DetectionResolved(
        meta, event.detection().digits(), event.resolved(), ActorValues.encode(event.actor()));
  }

  static TelemetryEvent.DetectionResolved decode(DetectionResolved e) {
    return new TelemetryEvent.DetectionResolved(
        TelemetryRecords.repository(e.getMeta()),
        new DetectionId(e.getDetectionId()),
        e.getResolved(),
        ActorValues.decode(e.getActor()),
        e.getMeta().getReceived());
  }

  private static Detection encode(DetectionType type) {
    return switch (type) {
      case PRIVILEGED_CONTAINER -> Detection.PRIVILEGED_CONTAINER;
      case RUNNER_WORKER_MEMORY_READ -> Detection.RUNNER_WORKER_MEMORY_READ;
      case REVERSE_SHELL -> Detection.REVERSE_SHELL;
      case DOMAIN_BLOCKED, NEW_OUTBOUND_NETWORK_CALL, POLICY_NOT_ENFORCED_AS_SERVED ->
          throw new IllegalArgumentException(type.text() + " is not about a process");
    };
  }

  private static DetectionType decode(Detection detection) {
    return switch (detection) {
      case PRIVILEGED_CONTAINER -> DetectionType.PRIVILEGED_CONTAINER;
      case RUNNER_WORKER_MEMORY_READ -> DetectionType.RUNNER_WORKER_MEMORY_READ;
      case REVERSE_SHELL -> DetectionType.REVERSE_SHELL;
      case UNKNOWN -> throw new IllegalArgumentException("a detection that a newer version knows");
    };
  }
}
