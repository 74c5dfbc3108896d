package dev.sallyport.service.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.service.insight.WhatIfAnswers.Answer;
import dev.sallyport.service.insight.WhatIfAnswers.Row;
import dev.sallyport.service.management.AttachmentsJson;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would have made of the calls of the last days.
 *
 * @param from the first day, by UTC
 * @param callsConsidered of the jobs that the draft would apply to
 * @param wouldBeBlocked most calls first
 * @param truncated whether there are more than are told
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "WhatIfAnswer")
record WhatIfJson(
    int days,
    LocalDate from,
    long callsConsidered,
    int jobsConsidered,
    List<RowJson> wouldBeBlocked,
    long wouldBeBlockedCalls,
    List<RowJson> newlyAllowed,
    long newlyAllowedCalls,
    boolean truncated) {
  static WhatIfJson of(int days, Answer answer) {
    var blocked = answer.wouldBeBlocked();
    var allowed = answer.newlyAllowed();
    return new WhatIfJson(
        days,
        answer.from(),
        answer.calls(),
        answer.jobs(),
        blocked.rows().stream().map(RowJson::of).toList(),
        blocked.calls(),
        allowed.rows().stream().map(RowJson::of).toList(),
        allowed.calls(),
        answer.truncated());
  }

  /**
   * @param repo with its owner
   * @param calls distinct ones
   * @param already whether the policy that applies today decides as the draft does
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "WhatIfRow")
  record RowJson(
      String repo,
      @Nullable String workflow,
      @Nullable String job,
      @Nullable String cluster,
      String endpoint,
      long calls,
      LocalDate lastDay,
      boolean already) {
    static RowJson of(Row row) {
      var caller = row.caller();
      return new RowJson(
          caller.repository().toString(),
          Texts.orNull(caller.workflow(), WorkflowFile::name),
          Texts.orNull(caller.job(), JobName::name),
          Texts.orNull(caller.cluster(), ClusterName::name),
          row.destination().toString(),
          row.calls(),
          row.lastDay(),
          row.already());
    }
  }

  /**
   * @param policy a policy that is there; left out for one that is not
   * @param yaml its text as it would be; left out for what it says now
   * @param scopes where it would stand; left out for where it stands now
   * @param days 1 to 30; 7 if left out
   */
  @Schema(name = "WhatIfQuestion")
  record Asked(
      @Nullable String policy,
      @Nullable String yaml,
      @Nullable AttachmentsJson scopes,
      @Nullable Integer days) {}
}
