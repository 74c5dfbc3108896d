package dev.sallyport.service.insight;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.insight.FoundDetections.Found;
import dev.sallyport.topology.insight.Insights;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Detections, as the MCP server reads them ({@code src/tools/detections.ts}). */
@Schema(name = "DetectionListing")
record DetectionsJson(DataJson data) {
  static DetectionsJson of(FoundDetections.Page page, ExpectedCalls expected) {
    var found = page.found().stream().map(each -> DetectionJson.of(each, expected)).toList();
    return new DetectionsJson(new DataJson(found.size(), page.more(), "", found));
  }

  /**
   * @param nextToken always empty: at most 200 are told
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "DetectionPage")
  record DataJson(int count, boolean hasMore, String nextToken, List<DetectionJson> detections) {}

  /**
   * A detection. What of these members a type does not have is left out.
   *
   * @param repo without its owner
   * @param runAttempt 0, as job_id is empty: only GitHub knows
   * @param directIpAddress if it was called by its address, without a name
   * @param detectionId the type; of our own, as all members from here on
   * @param correlationId of the job, as in the run
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "Detection")
  record DetectionJson(
      String id,
      String owner,
      String repo,
      String runId,
      int runAttempt,
      @Nullable String job,
      String jobId,
      String workflowPath,
      Instant timestamp,
      ProcessJson tool,
      String directIpAddress,
      @JsonProperty("is_resolved") boolean resolved,
      @JsonProperty("is_suppressed") boolean suppressed,
      @Nullable String endpoint,
      @Nullable List<String> expectedOutboundConnections,
      @Nullable List<ProcessEventJson> processEvents,
      String detectionId,
      String status,
      String correlationId,
      @Nullable String cluster,
      @Nullable String ipAddress,
      @Nullable ServedPolicyJson policy,
      boolean globallyBlocked,
      @Nullable String action,
      @Nullable ResolvedJson resolvedBy) {
    static DetectionJson of(Found found, ExpectedCalls expected) {
      var detection = found.detection().detection();
      var job = detection.job();
      var type = detection.type();
      var destination = detection.destination();
      var tool = ProcessJson.of(detection.processes());
      return new DetectionJson(
          detection.id().digits(),
          job.repository().owner().name(),
          job.repository().repository().name(),
          Texts.of(job.run(), RunId::digits),
          0,
          Texts.orNull(job.name(), JobName::name),
          "",
          Texts.of(job.workflow(), Texts::path),
          detection.at(),
          tool,
          destination != null && destination.isAddress() ? destination.host() : "",
          found.detection().resolved() != null,
          found.suppressed(),
          Texts.orNull(destination, Destination::toString),
          type == DetectionType.NEW_OUTBOUND_NETWORK_CALL ? expected.of(job) : null,
          type.isOfProcess()
              ? List.of(new ProcessEventJson(type.text(), detection.at(), tool))
              : null,
          type.text(),
          found.status().text(),
          job.correlation().text(),
          Texts.orNull(job.cluster(), ClusterName::name),
          Texts.orNull(detection.address(), IpAddress::text),
          ServedPolicyJson.of(detection.policy()),
          detection.globally(),
          Texts.orNull(detection.action(), LockdownAction::text),
          ResolvedJson.of(found.detection().resolved()));
    }
  }

  @Schema(name = "ProcessEvent")
  record ProcessEventJson(String type, Instant timestamp, ProcessJson tool) {}

  /** Who looked at it, and when. */
  @Schema(name = "Resolved")
  record ResolvedJson(String id, String name, Instant at) {
    static @Nullable ResolvedJson of(Insights.@Nullable Resolved resolved) {
      return resolved == null
          ? null
          : new ResolvedJson(resolved.actorId(), resolved.actorName(), resolved.at());
    }
  }
}
