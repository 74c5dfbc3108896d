package dev.sallyport.service.pages.rules;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.service.management.DetectionRuleJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a form for a rule holds.
 *
 * @param id of the rule; null for a new one
 * @param seen when it was changed last, as the author knows; empty for a new one
 * @param detection the type that it is about
 * @param conditions those that the form asks for, by name; what is left out holds for any
 * @param others that a client set and the form leaves alone
 * @param problem why it was not saved; null before it was tried
 */
record RuleForm(
    @Nullable String id,
    String seen,
    String detection,
    String name,
    String description,
    Map<String, String> conditions,
    Map<String, String> others,
    @Nullable String problem) {

  /** A field with what is in it. */
  record Filled(ConditionField field, String value) {}

  static RuleForm empty(Owner owner) {
    return new RuleForm(null, "", "", "", "", Map.of("owner", owner.name()), Map.of(), null);
  }

  /** Of a rule for this detection and those that are like it in everything. */
  static RuleForm suppressing(Detection detection) {
    var job = detection.job();
    var destination = detection.destination();
    var conditions = new HashMap<String, String>();
    conditions.put("owner", job.repository().owner().name());
    conditions.put("repo", job.repository().repository().name());
    if (job.workflow() != null) {
      conditions.put("workflow", job.workflow().name());
    }
    if (job.name() != null) {
      conditions.put("job", job.name().name());
    }
    if (destination != null) {
      conditions.put("endpoint", destination.toString());
    }
    detection.processes().processes().stream()
        .map(ObservedProcess::name)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .ifPresent(name -> conditions.put("process", name));
    return new RuleForm(null, "", detection.type().text(), "", "", conditions, Map.of(), null);
  }

  static RuleForm of(SuppressionRuleEntry entry) {
    var rule = entry.rule();
    var conditions = new HashMap<String, String>();
    rule.conditions()
        .forEach((condition, value) -> {
          if (ConditionField.asksFor(condition)) {
            conditions.put(condition, value);
          }
        });
    return new RuleForm(
        rule.id().digits(),
        entry.updatedAt().toString(),
        rule.detection(),
        rule.name(),
        rule.description(),
        conditions,
        others(rule),
        null);
  }

  /**
   * @param entry the rule that is changed; null for a new one
   */
  static RuleForm sent(RuleFields sent, @Nullable SuppressionRuleEntry entry) {
    var conditions = new HashMap<String, String>();
    put(conditions, "owner", sent.owner);
    put(conditions, "repo", sent.repo);
    put(conditions, "workflow", sent.workflow);
    put(conditions, "job", sent.job);
    put(conditions, "endpoint", sent.endpoint);
    put(conditions, "ip_address", sent.ipAddress);
    put(conditions, "process", sent.process);
    return new RuleForm(
        entry == null ? null : entry.rule().id().digits(),
        stripped(sent.seen),
        stripped(sent.detection),
        stripped(sent.name),
        stripped(sent.description),
        conditions,
        entry == null ? Map.of() : others(entry.rule()),
        null);
  }

  private static void put(Map<String, String> conditions, String name, @Nullable String value) {
    var text = stripped(value);
    if (!text.isEmpty()) {
      conditions.put(name, text);
    }
  }

  private static Map<String, String> others(SuppressionRule rule) {
    var others = new TreeMap<String, String>();
    rule.conditions()
        .forEach((condition, value) -> {
          if (!ConditionField.asksFor(condition)) {
            others.put(condition, value);
          }
        });
    return others;
  }

  RuleForm refused(String why) {
    return new RuleForm(id, seen, detection, name, description, conditions, others, why);
  }

  /** The same, of an author who knows by now what became of the rule. */
  RuleForm after(SuppressionRuleEntry entry) {
    var now = entry.updatedAt().toString();
    return new RuleForm(id, now, detection, name, description, conditions, others, problem);
  }

  DetectionRuleJson.Asked asked() {
    var all = new HashMap<String, String>(others);
    all.putAll(conditions);
    return new DetectionRuleJson.Asked(
        detection.isEmpty() ? null : detection,
        name,
        description,
        all,
        new DetectionRuleJson.SeverityAction("ignore"));
  }

  public List<Filled> fields() {
    return ConditionField.ALL.stream()
        .map(field -> new Filled(field, conditions.getOrDefault(field.name(), "")))
        .toList();
  }

  /** Types to choose from, that of the rule among them even if nothing here detects it. */
  public List<String> types() {
    return Stream.of(
            Stream.of(DetectionType.values()).map(DetectionType::text),
            Stream.of(SuppressionRule.SUSPICIOUS_PROCESS_EVENTS),
            Stream.of(detection).filter(type -> !type.isEmpty()))
        .flatMap(types -> types)
        .distinct()
        .toList();
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
