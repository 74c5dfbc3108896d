package dev.sallyport.service.pages.rules;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Moment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A rule in the list.
 *
 * @param name empty if it has none
 * @param detection the type that it is about
 * @param everywhere whether it holds in every organization
 * @param conditions apart from the organization
 * @param who changed it last
 */
public record RuleRow(
    String id,
    String name,
    String description,
    String detection,
    String organization,
    boolean everywhere,
    List<Condition> conditions,
    String who,
    Moment when) {

  /**
   * @param title of what must be so, in the middle of a sentence
   */
  public record Condition(String title, String value) {}

  static RuleRow of(SuppressionRuleEntry entry) {
    var rule = entry.rule();
    var organization = organization(rule);
    return new RuleRow(
        rule.id().digits(),
        rule.name(),
        rule.description(),
        rule.detection(),
        organization,
        organization.isEmpty(),
        rule.conditions().entrySet().stream()
            .filter(each -> !each.getKey().equals("owner") && narrows(each.getValue()))
            .map(RuleRow::condition)
            .toList(),
        entry.updatedBy().name(),
        new Moment(entry.updatedAt()));
  }

  private static Condition condition(Map.Entry<String, String> each) {
    return new Condition(ConditionField.titleOf(each.getKey()), each.getValue());
  }

  private static boolean narrows(String value) {
    return !value.isEmpty() && !value.equals("*");
  }

  private static String organization(SuppressionRule rule) {
    var owner = rule.conditions().getOrDefault("owner", "");
    return narrows(owner) ? owner : "";
  }

  /** Whether it can hold for detections of this owner. */
  static boolean concerns(SuppressionRule rule, Owner owner) {
    var organization = organization(rule);
    return organization.isEmpty() || organization.equalsIgnoreCase(owner.name());
  }

  /**
   * @param part in lower case
   */
  boolean matches(String part) {
    return Stream.concat(
            Stream.of(name, description, detection, organization),
            conditions.stream().map(Condition::value))
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(part));
  }

  /** As people know it. */
  public String title() {
    return name.isEmpty() ? detection : name;
  }
}
