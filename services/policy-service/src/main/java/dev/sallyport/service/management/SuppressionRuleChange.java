package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Of Suppression Rule Added, Suppression Rule Changed and Suppression Rule Removed.
 *
 * @param before what the rule was
 * @param after what it is; left out of a removal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SuppressionRuleChange")
public record SuppressionRuleChange(
    String ruleId, String name, @Nullable Wording before, @Nullable Wording after)
    implements EventJson.ChangeJson {

  static SuppressionRuleChange of(SuppressionRule rule, @Nullable SuppressionRule before) {
    return new SuppressionRuleChange(
        rule.id().digits(),
        rule.name(),
        before == null ? null : Wording.of(before),
        Wording.of(rule));
  }

  static SuppressionRuleChange removed(RuleId id, String name) {
    return new SuppressionRuleChange(id.digits(), name, null, null);
  }

  /**
   * What a rule says.
   *
   * @param detection the id of a detection type
   */
  @Schema(name = "SuppressionRuleWording")
  public record Wording(
      String detection, String name, String description, Map<String, String> conditions) {
    static Wording of(SuppressionRule rule) {
      return new Wording(rule.detection(), rule.name(), rule.description(), rule.conditions());
    }
  }
}
