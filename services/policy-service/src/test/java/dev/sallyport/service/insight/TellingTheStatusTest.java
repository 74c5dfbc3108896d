package dev.sallyport.service.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import dev.sallyport.topology.insight.Insights.Resolved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TellingTheStatusTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final Resolved SEEN_TO = new Resolved("id", "Ada", AT);

  @Test
  void without_a_rule_that_holds_it_is_new() {
    assertThat(status(null)).isEqualTo(DetectionStatus.NEW);
    assertThat(status(null, rule("Domain-Blocked", null))).isEqualTo(DetectionStatus.NEW);
  }

  @Test
  void one_rule_that_holds_is_enough() {
    assertThat(status(null, rule("Domain-Blocked", null), rule("Reverse-Shell", null)))
        .isEqualTo(DetectionStatus.SUPPRESSED);
  }

  @Test
  void what_was_found_before_a_rule_was_removed_stays_suppressed() {
    assertThat(status(null, rule("Reverse-Shell", AT.plusSeconds(1))))
        .isEqualTo(DetectionStatus.SUPPRESSED);
    assertThat(status(null, rule("Reverse-Shell", AT))).isEqualTo(DetectionStatus.NEW);
  }

  @Test
  void who_saw_to_it_comes_before_any_rule() {
    assertThat(status(SEEN_TO, rule("Reverse-Shell", null))).isEqualTo(DetectionStatus.RESOLVED);
    assertThat(status(SEEN_TO)).isEqualTo(DetectionStatus.RESOLVED);
  }

  private static DetectionStatus status(
      @Nullable Resolved resolved, SuppressionRuleEntry... rules) {
    var job =
        new DetectedJob(
            RepositoryFullName.of("acme", "app"), null, new CorrelationId("c"), null, null, null);
    var detection =
        new Detection(
            DetectionId.of(DetectionType.REVERSE_SHELL, job, "sh"),
            DetectionType.REVERSE_SHELL,
            job,
            AT,
            null,
            null,
            new ProcessChain(List.of(), false),
            null,
            false,
            null);
    return DetectionStatus.of(new FoundDetection(detection, resolved), List.of(rules));
  }

  private static SuppressionRuleEntry rule(String detection, @Nullable Instant removed) {
    var actor = Actor.system("test");
    return new SuppressionRuleEntry(
        new SuppressionRule(
            new RuleId("0123456789abcdef0123456789abcdef"), detection, "r", "", Map.of()),
        AT,
        actor,
        AT,
        actor,
        removed);
  }
}
