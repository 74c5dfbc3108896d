package dev.sallyport.topology.codec;

import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.events.SuppressionCondition;
import java.util.HashMap;

/** Suppression rules between the domain and Avro. */
final class SuppressionValues {
  private SuppressionValues() {}

  // No Avro map, which has no order: equal rules must have equal bytes, which digests are made of.
  static dev.sallyport.events.SuppressionRule encode(SuppressionRule rule) {
    var conditions =
        rule.conditions().entrySet().stream()
            .map(each -> new SuppressionCondition(each.getKey(), each.getValue()))
            .toList();
    return new dev.sallyport.events.SuppressionRule(
        rule.id().digits(), rule.detection(), rule.name(), rule.description(), conditions);
  }

  /** Throws {@link IllegalArgumentException} for values that the domain cannot hold. */
  static SuppressionRule decode(dev.sallyport.events.SuppressionRule rule) {
    var conditions = new HashMap<String, String>();
    for (var each : rule.getConditions()) {
      if (conditions.put(each.getName(), each.getValue()) != null) {
        throw new IllegalArgumentException("two conditions about " + each.getName());
      }
    }
    return new SuppressionRule(
        new RuleId(rule.getRuleId()),
        rule.getDetection(),
        rule.getName(),
        rule.getDescription(),
        conditions);
  }
}
