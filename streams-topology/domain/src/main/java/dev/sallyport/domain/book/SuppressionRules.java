package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.accept;
import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.command.Refusal.IdempotencyKeyReused;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.UnknownRule;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleAdded;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleChanged;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleRemoved;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import java.time.Duration;
import java.time.Instant;

/** Rules about which detections nobody needs to look at. */
final class SuppressionRules {
  /** Longer than what jobs report is kept by default: nothing older is left to be suppressed. */
  private static final Duration KEPT = Duration.ofDays(90);

  private SuppressionRules() {}

  /**
   * A rule is named after the command that adds it. So its id stands already where a command comes
   * again whose outcome was forgotten.
   */
  static Decision add(PolicyBook book, SuppressionRule rule, Instant at) {
    var namesake = book.suppressionRule(rule.id());
    if (namesake != null) {
      return namesake.live() && namesake.rule().equals(rule)
          ? accept()
          : refuse(new IdempotencyKeyReused());
    }
    var kept = book.suppressionRules().stream().filter(each -> !outlived(each, at)).toList();
    var standing = kept.stream().filter(SuppressionRuleEntry::live).count() + 1;
    if (standing > Limits.SUPPRESSION_RULES) {
      return refuse(new LimitExceeded("suppression rules", standing, Limits.SUPPRESSION_RULES));
    }
    var all = kept.size() + 1L;
    return all > Limits.SUPPRESSION_RULES_KEPT
        ? refuse(
            new LimitExceeded(
                "suppression rules with those removed in the last %d days".formatted(KEPT.toDays()),
                all,
                Limits.SUPPRESSION_RULES_KEPT))
        : accept(new SuppressionRuleAdded(rule));
  }

  static Decision change(PolicyBook book, SuppressionRule rule) {
    var entry = book.suppressionRule(rule.id());
    if (entry == null || !entry.live()) {
      return refuse(new UnknownRule(rule.id()));
    }
    return entry.rule().equals(rule)
        ? accept()
        : accept(new SuppressionRuleChanged(rule, entry.rule()));
  }

  static Decision remove(PolicyBook book, RuleId id) {
    var entry = book.suppressionRule(id);
    if (entry == null) {
      return refuse(new UnknownRule(id));
    }
    return entry.live() ? accept(new SuppressionRuleRemoved(id, entry.rule().name())) : accept();
  }

  /** Whether a rule was removed so long ago that the next event about any rule drops it. */
  static boolean outlived(SuppressionRuleEntry entry, Instant at) {
    var removed = entry.removedAt();
    return removed != null && removed.plus(KEPT).isBefore(at);
  }
}
