package dev.sallyport.service.insight;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether somebody still has to look at a detection. */
public enum DetectionStatus {
  NEW("new"),
  /** A rule says that nobody needs to look. */
  SUPPRESSED("suppressed"),
  /** Somebody did, whatever rules say. */
  RESOLVED("resolved");

  private final String text;

  DetectionStatus(String text) {
    this.text = text;
  }

  /** The word that clients use. */
  public String text() {
    return text;
  }

  /** The status of exactly this word. */
  public static Optional<DetectionStatus> named(String text) {
    return Stream.of(values()).filter(status -> status.text.equals(text)).findFirst();
  }

  /**
   * @param rules all of them, those removed lately included
   */
  public static DetectionStatus of(FoundDetection found, List<SuppressionRuleEntry> rules) {
    if (found.resolved() != null) {
      return RESOLVED;
    }
    return isSuppressed(found, rules) ? SUPPRESSED : NEW;
  }

  /** Whether a rule suppresses it, resolved or not. */
  public static boolean isSuppressed(FoundDetection found, List<SuppressionRuleEntry> rules) {
    for (var entry : rules) {
      if (entry.rule().suppresses(found.detection(), entry.removedAt())) {
        return true;
      }
    }
    return false;
  }
}
