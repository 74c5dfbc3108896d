package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.UnknownSeverityAction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A suppression rule, as the Terraform provider reads it (suppression-rules.go).
 *
 * @param id of the type of detection, such as {@code New-Outbound-Network-Call}
 * @param conditions all of which must hold, as they were sent
 */
@JsonPropertyOrder({"id", "rule_id", "customer", "name", "description", "conditions"})
@Schema(name = "DetectionRule")
public record DetectionRuleJson(
    String id,
    @JsonProperty("rule_id") String ruleId,
    String customer,
    String name,
    String description,
    Map<String, String> conditions,
    @JsonProperty("severity_action") SeverityAction severityAction,
    @JsonProperty("created_by") String createdBy,
    @JsonProperty("created_on") Instant createdOn,
    @JsonProperty("updated_by") String updatedBy,
    @JsonProperty("updated_on") Instant updatedOn) {
  private static final String IGNORE = "ignore";

  /** What becomes of what a rule matches. */
  @Schema(name = "SeverityAction")
  public record SeverityAction(@Nullable String type) {}

  static DetectionRuleJson of(String customer, SuppressionRuleEntry entry) {
    var rule = entry.rule();
    return new DetectionRuleJson(
        rule.detection(),
        rule.id().digits(),
        customer,
        rule.name(),
        rule.description(),
        rule.conditions(),
        new SeverityAction(IGNORE),
        entry.createdBy().name(),
        entry.createdAt(),
        entry.updatedBy().name(),
        entry.updatedAt());
  }

  /**
   * A rule that is to be. What only answers have may be sent and is passed over.
   *
   * @param conditions by owner, repo, workflow, job, endpoint, ip_address, process, host, file,
   *     file_path, secret_type and action; what is left out, empty or {@code *} holds for any
   */
  @Schema(name = "NewDetectionRule")
  public record Asked(
      @Nullable String id,
      @Nullable String name,
      @Nullable String description,
      @Nullable Map<String, @Nullable String> conditions,
      @JsonProperty("severity_action") @Nullable SeverityAction severityAction) {

    /** Throws a rejection where it is none. */
    SuppressionRule rule(RuleId rule) {
      if (id == null) {
        throw new Rejection(new Malformed("id is the type of detection that the rule is about."));
      }
      if (severityAction == null || !IGNORE.equals(severityAction.type())) {
        throw new Rejection(new UnknownSeverityAction());
      }
      return new SuppressionRule(rule, id, text(name), text(description), given());
    }

    // An unknown condition is refused: passed over, the rule would suppress more than was meant.
    private Map<String, String> given() {
      var given = new HashMap<String, String>();
      if (conditions != null) {
        conditions.forEach((condition, value) -> {
          if (value != null) {
            given.put(condition, value);
          }
        });
      }
      return given;
    }

    private static String text(@Nullable String text) {
      return text == null ? "" : text;
    }
  }
}
