package dev.sallyport.service.pages.detections;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether anybody still has to look at a detection. */
enum DetectionStatus {
  NEW("new"),
  /** A suppression rule holds for it, or held when it was found. */
  SUPPRESSED("suppressed"),
  /** Somebody saw to it, whatever rules say. */
  RESOLVED("resolved");

  private final String text;

  DetectionStatus(String text) {
    this.text = text;
  }

  // Public, or templates do not see it.
  public String text() {
    return text;
  }

  /**
   * @param rules of the tenant, those removed lately included
   */
  static DetectionStatus of(FoundDetection found, Collection<SuppressionRuleEntry> rules) {
    if (found.resolved() != null) {
      return RESOLVED;
    }
    return suppressing(found.detection(), rules) == null ? NEW : SUPPRESSED;
  }

  /** A rule that suppresses the detection; null if none does. */
  static @Nullable SuppressionRuleEntry suppressing(
      Detection detection, Collection<SuppressionRuleEntry> rules) {
    for (var entry : rules) {
      if (entry.rule().suppresses(detection, entry.removedAt())) {
        return entry;
      }
    }
    return null;
  }
}
