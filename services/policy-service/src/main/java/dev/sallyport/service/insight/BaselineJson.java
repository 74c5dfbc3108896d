package dev.sallyport.service.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.topology.insight.Baseline;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A baseline, as the MCP server reads it ({@code src/tools/api-use-cases.ts}). */
@Schema(name = "Baseline")
record BaselineJson(DataJson data) {
  static BaselineJson of(Owner owner, Baseline baseline, int observations) {
    var stability = baseline.stability();
    return new BaselineJson(
        new DataJson(
            owner.name(),
            stability.runs(),
            stability.stable(),
            baseline.endpoints().stream()
                .map(endpoint -> EndpointJson.of(endpoint, observations))
                .toList()));
  }

  /**
   * @param stable of our own
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "BaselineData")
  record DataJson(
      String owner, long totalWorkflowRuns, boolean stable, List<EndpointJson> endpoints) {}

  /**
   * @param unexpected of our own, as first_seen: whether it came when the baseline was stable
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "BaselineEndpoint")
  record EndpointJson(
      String endpoint,
      long totalCalls,
      long totalWorkflowRuns,
      Instant firstSeen,
      Instant lastSeen,
      boolean unexpected,
      List<ObservationJson> endpointObservations) {
    static EndpointJson of(Baseline.Endpoint endpoint, int observations) {
      return new EndpointJson(
          endpoint.destination().toString(),
          endpoint.calls(),
          endpoint.runs(),
          endpoint.first(),
          endpoint.last(),
          endpoint.unexpected(),
          endpoint.observations().stream().limit(observations).map(ObservationJson::of).toList());
    }
  }

  /**
   * @param repo with its owner: there is no link without
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "EndpointObservation")
  record ObservationJson(
      String repo, String workflowFileName, String job, String runId, Instant timestamp) {
    static ObservationJson of(Baseline.Observed observed) {
      return new ObservationJson(
          observed.repository().toString(),
          Texts.of(observed.workflow(), WorkflowFile::name),
          Texts.of(observed.job(), JobName::name),
          observed.run().digits(),
          observed.at());
    }
  }
}
