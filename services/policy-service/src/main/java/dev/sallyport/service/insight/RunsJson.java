package dev.sallyport.service.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.topology.insight.Insights.RunPage;
import dev.sallyport.topology.insight.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of runs, as the MCP server reads it ({@code src/tools/api-use-cases.ts}). */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "RunListing")
record RunsJson(
    int totalWorkflowRuns, int currentPage, int totalPages, List<RunJson> workflowRuns) {
  /** How many runs a page has. */
  static final int PAGE = 100;

  static RunsJson of(RunPage found, int page) {
    return new RunsJson(
        found.total(),
        page,
        Math.max(1, Math.ceilDiv(found.total(), PAGE)),
        found.runs().stream().map(RunJson::of).toList());
  }

  /**
   * A run. What only GitHub knows of it is empty, or 0.
   *
   * @param name of the workflow's file
   * @param startTimeUtc when the first of it was heard
   * @param verifiedJobCount of our own, as what follows it
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "RunSummary")
  record RunJson(
      String id,
      String name,
      String repo,
      String headBranch,
      String event,
      String conclusion,
      int runNumber,
      Instant startTimeUtc,
      int jobCount,
      long executionDurationInSeconds,
      String path,
      String title,
      int actionCount,
      int verifiedJobCount,
      long blockedCallCount,
      int detectionCount) {
    static RunJson of(RunSummary run) {
      return new RunJson(
          run.run().digits(),
          Texts.of(run.workflow(), WorkflowFile::name),
          run.repository().toString(),
          "",
          "",
          "",
          0,
          run.first(),
          run.jobs(),
          Duration.between(run.first(), run.last()).toSeconds(),
          Texts.of(run.workflow(), Texts::path),
          "",
          0,
          run.verified(),
          run.blocked(),
          run.detections());
    }
  }
}
