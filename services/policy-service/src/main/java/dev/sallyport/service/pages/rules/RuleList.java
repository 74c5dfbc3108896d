package dev.sallyport.service.pages.rules;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import dev.sallyport.topology.insight.InsightsUnavailable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a page shows.
 *
 * @param search what is looked for; empty for all
 * @param all whether rules of other organizations are shown, too
 * @param more that match as well and are not shown
 * @param any whether there is a rule at all, of those that may be seen
 * @param counts for how many of the newest detections each holds, by id; null where the detections
 *     cannot be asked at the moment
 * @param looked how many detections were looked at
 */
record RuleList(
    String search,
    boolean all,
    List<RuleRow> rows,
    int more,
    boolean any,
    @Nullable Map<String, Integer> counts,
    int looked) {
  private static final int SHOWN = 200;
  // Each is held against each rule that is shown.
  private static final int COUNTED = 1_000;

  /** Reads rules for one owner's page. */
  static RuleList of(
      List<SuppressionRuleEntry> standing,
      Owner owner,
      boolean all,
      @Nullable String search,
      Insights insights) {
    var part = search == null ? "" : search.strip();
    var lower = part.toLowerCase(Locale.ROOT);
    var visible =
        standing.stream().filter(entry -> all || RuleRow.concerns(entry.rule(), owner)).toList();
    var found = visible.stream().filter(entry -> RuleRow.of(entry).matches(lower)).toList();
    var shown = found.stream().limit(SHOWN).toList();
    var newest = newest(owner, insights);
    return new RuleList(
        part,
        all,
        shown.stream().map(RuleRow::of).toList(),
        found.size() - shown.size(),
        !visible.isEmpty(),
        newest == null ? null : counts(shown, newest),
        newest == null ? 0 : newest.size());
  }

  // Rules can be read and changed while the detections cannot: the page says so.
  private static @Nullable List<FoundDetection> newest(Owner owner, Insights insights) {
    try {
      return insights.detections(owner, _ -> true, COUNTED).detections();
    } catch (InsightsUnavailable _) {
      return null;
    }
  }

  private static Map<String, Integer> counts(
      List<SuppressionRuleEntry> rules, List<FoundDetection> newest) {
    var counts = new HashMap<String, Integer>();
    for (var entry : rules) {
      var rule = entry.rule();
      var held =
          newest.stream()
              .filter(found -> rule.suppresses(found.detection(), entry.removedAt()))
              .count();
      counts.put(rule.id().digits(), Math.toIntExact(held));
    }
    return counts;
  }

  /** For how many of the newest detections a rule holds; only where they can be counted. */
  public int count(RuleRow row) {
    return Objects.requireNonNull(counts).getOrDefault(row.id(), 0);
  }
}
