package dev.sallyport.service.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.topology.insight.Stability;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What there is a baseline of, and how settled it is.
 *
 * @param of {@code organization}, {@code cluster}, {@code repository}, {@code workflow} or {@code
 *     job}
 * @param quietRuns in a row without anything new
 * @param neededRuns so many quiet ones make it stable
 * @param lastNew when something was called for the first time
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "BaselineStability")
record StabilityJson(
    String of,
    @Nullable String repo,
    @Nullable String workflow,
    @Nullable String job,
    @Nullable String cluster,
    long totalWorkflowRuns,
    long quietRuns,
    int neededRuns,
    boolean stable,
    @Nullable Instant lastNew) {

  @Schema(name = "BaselineListing")
  record ListingJson(List<StabilityJson> entries) {}

  static StabilityJson of(Stability stability) {
    return switch (stability.scope()) {
      case BaselineScope.OfOrganization _ -> of("organization", null, null, null, null, stability);
      case BaselineScope.OfCluster(_, var cluster) ->
          of("cluster", null, null, null, cluster.name(), stability);
      case BaselineScope.OfRepository(var repository) ->
          of("repository", repository.toString(), null, null, null, stability);
      case BaselineScope.OfWorkflow(var repository, var file) ->
          of("workflow", repository.toString(), file.name(), null, null, stability);
      case BaselineScope.OfJob(var repository, var file, var job) ->
          of("job", repository.toString(), file.name(), job.name(), null, stability);
    };
  }

  private static StabilityJson of(
      String of,
      @Nullable String repository,
      @Nullable String workflow,
      @Nullable String job,
      @Nullable String cluster,
      Stability stability) {
    return new StabilityJson(
        of,
        repository,
        workflow,
        job,
        cluster,
        stability.runs(),
        stability.quiet(),
        stability.needed(),
        stability.stable(),
        stability.lastNew());
  }
}
