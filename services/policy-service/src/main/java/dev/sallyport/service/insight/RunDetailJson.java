package dev.sallyport.service.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.topology.insight.NetworkEvent;
import dev.sallyport.topology.insight.RunJob;
import dev.sallyport.topology.insight.RunSummary;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run with its jobs, as the MCP server reads it ({@code src/tools/api-use-cases.ts}). All but
 * name, and of jobs id, name and steps, is of our own.
 *
 * @param name of the workflow's file
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Run")
record RunDetailJson(
    String id,
    String name,
    String repo,
    String path,
    Instant startTimeUtc,
    Instant lastHeardUtc,
    List<JobJson> jobs) {
  static RunDetailJson of(RunSummary run, List<JobJson> jobs) {
    return new RunDetailJson(
        run.run().digits(),
        Texts.of(run.workflow(), WorkflowFile::name),
        run.repository().toString(),
        Texts.of(run.workflow(), Texts::path),
        run.first(),
        run.last(),
        jobs);
  }

  /**
   * @param id the correlation id
   * @param steps none: agents do not tell them
   * @param policyStatus {@code policy}, {@code none-attached} or {@code no-lookup}, after which the
   *     policy is inline or none
   * @param leftOut calls that are counted and not listed
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "RunJob")
  record JobJson(
      String id,
      String name,
      List<String> steps,
      String workflow,
      @Nullable String cluster,
      String verification,
      boolean verified,
      boolean monitored,
      String policyStatus,
      @Nullable ServedPolicyJson policy,
      CountsJson counts,
      List<EventJson> networkEvents,
      long leftOut) {
    static JobJson of(RunJob job, List<NetworkEvent> events, @Nullable EgressMode served) {
      var lookup = job.lookup();
      var policy = lookup == null ? null : lookup.policy();
      var counts = job.counts();
      var all = counts.allowed() + counts.blocked() + counts.globallyBlocked() + counts.resolved();
      return new JobJson(
          job.job().correlation().text(),
          Texts.of(job.name(), JobName::name),
          List.of(),
          Texts.of(job.workflow(), WorkflowFile::name),
          Texts.orNull(job.cluster(), ClusterName::name),
          job.verification().text(),
          job.verification().isVerified(),
          job.claim() != null,
          lookup == null ? "no-lookup" : policy == null ? "none-attached" : "policy",
          ServedPolicyJson.of(policy),
          new CountsJson(
              counts.allowed(), counts.blocked(), counts.globallyBlocked(), counts.resolved()),
          events.stream().map(event -> EventJson.of(event, job, served)).toList(),
          Math.max(0, all - events.stream().filter(event -> !event.others()).count()));
    }
  }

  /** Of distinct calls, listed or not. */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "CallCounts")
  record CountsJson(long allowed, long blocked, long globallyBlocked, long resolved) {}

  /**
   * @param verdict {@code allowed}, {@code blocked}, {@code globally blocked}, or {@code resolved}
   *     where a name was asked for and nothing called
   * @param verified whether it counts: its job is verified, and nobody else reports it
   * @param blockedBy {@code policy}, {@code inline policy} or {@code global block list}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "NetworkEvent")
  record EventJson(
      Instant timestamp,
      String endpoint,
      @Nullable String ipAddress,
      ProcessJson tool,
      String verdict,
      boolean verified,
      @Nullable String blockedBy,
      @Nullable String reason) {
    static EventJson of(NetworkEvent event, RunJob job, @Nullable EgressMode served) {
      return new EventJson(
          event.at(),
          event.destination().toString(),
          Texts.orNull(event.address(), IpAddress::text),
          ProcessJson.of(event.processes()),
          event.verdict().text(),
          job.verification().isVerified() && !event.others(),
          Texts.orNull(BlockedBy.of(event.verdict(), served), BlockedBy::text),
          event.reason());
    }
  }
}
