package dev.sallyport.domain.book;

import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import java.util.ArrayList;
import java.util.List;

/** What events about suppression rules change; each also drops rules removed long ago. */
final class SuppressionEvolution {
  private final PolicyBook book;
  private final RecordedEvent recorded;
  private final EventMeta meta;

  SuppressionEvolution(PolicyBook book, RecordedEvent recorded) {
    this.book = book;
    this.recorded = recorded;
    this.meta = recorded.meta();
  }

  List<BookChange> added(SuppressionRule rule) {
    if (book.suppressionRule(rule.id()) != null) {
      throw impossible("rule " + rule.id() + " is there already");
    }
    return put(
        new SuppressionRuleEntry(rule, meta.at(), meta.actor(), meta.at(), meta.actor(), null));
  }

  List<BookChange> changed(SuppressionRule rule, SuppressionRule before) {
    var entry = live(rule.id());
    if (!entry.rule().equals(before)) {
      throw impossible("the rule before is not the rule that stands");
    }
    return put(
        new SuppressionRuleEntry(
            rule, entry.createdAt(), entry.createdBy(), meta.at(), meta.actor(), null));
  }

  List<BookChange> removed(RuleId id) {
    var entry = live(id);
    return put(
        new SuppressionRuleEntry(
            entry.rule(),
            entry.createdAt(),
            entry.createdBy(),
            entry.updatedAt(),
            entry.updatedBy(),
            meta.at()));
  }

  private List<BookChange> put(SuppressionRuleEntry entry) {
    var changes = new ArrayList<BookChange>();
    for (var each : book.suppressionRules()) {
      if (SuppressionRules.outlived(each, meta.at())) {
        changes.add(new Remove(each.key()));
      }
    }
    changes.add(new Put(entry));
    return changes;
  }

  private SuppressionRuleEntry live(RuleId id) {
    var entry = book.suppressionRule(id);
    if (entry == null || !entry.live()) {
      throw impossible("there is no standing rule " + id);
    }
    return entry;
  }

  private ImpossibleEvent impossible(String why) {
    return new ImpossibleEvent(recorded, why);
  }
}
