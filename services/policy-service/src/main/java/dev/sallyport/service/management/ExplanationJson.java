package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which policy applies to a job, and why.
 *
 * @param at the moment asked for; left out for now
 * @param asOf the last event of the owner that is taken into account; 0 if there was none
 * @param winner left out when nothing applies: the runner then falls back to its own settings
 * @param ladder every scope the job falls under, the most specific first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Explanation")
public record ExplanationJson(
    JobJson job,
    @Nullable Instant at,
    long asOf,
    @Nullable WinnerJson winner,
    List<RungJson> ladder,
    String summary) {

  /** The job that was asked about. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Job")
  public record JobJson(
      String owner, String repository, @Nullable String workflow, @Nullable String cluster) {}

  /** The policy that applies, and where it stands. */
  @Schema(name = "Winner")
  public record WinnerJson(
      String policyName,
      long version,
      long revision,
      @JsonProperty("egress_policy") String egressPolicy,
      ScopeJson scope) {}

  /**
   * A scope and what stands there.
   *
   * @param result {@code applies}, {@code overridden} or {@code empty}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Rung")
  public record RungJson(
      ScopeJson scope,
      @Nullable String policyName,
      @Nullable Long version,
      @JsonProperty("egress_policy") @Nullable String egressPolicy,
      String result,
      String why) {}
}
