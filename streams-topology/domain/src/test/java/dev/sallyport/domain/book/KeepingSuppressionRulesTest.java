package dev.sallyport.domain.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.blocklist.BlockListMembers;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.AddSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.ChangeSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.RemoveSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.ReplaceGlobalBlockList;
import dev.sallyport.domain.command.Refusal.IdempotencyKeyReused;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.UnknownRule;
import dev.sallyport.domain.command.Refusal.WrongBook;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleAdded;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleChanged;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleRemoved;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.history.HistoryEntries;
import dev.sallyport.domain.history.HistoryEntry.Change;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.names.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeepingSuppressionRulesTest {
  private static final SuppressionRule RULE = rule(1, "curl");
  private static final SuppressionRule CHANGED = rule(1, "wget");
  private static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");

  private final Desk tenant = new Desk(Owner.TENANT);

  private static RuleId id(int number) {
    return new RuleId("%032x".formatted(number));
  }

  private static SuppressionRule rule(int number, String process) {
    return new SuppressionRule(
        id(number),
        "New-Outbound-Network-Call",
        "rule " + number,
        "known",
        Map.of("process", process));
  }

  private SuppressionRuleEntry standing(RuleId id) {
    return Objects.requireNonNull(tenant.book().suppressionRule(id));
  }

  @BeforeEach
  void bring_the_tenant_into_being() {
    tenant.done(new ReplaceGlobalBlockList(GlobalBlockList.empty()));
  }

  @Test
  void adds_a_rule_and_keeps_who_did_and_when() {
    assertThat(tenant.done(new AddSuppressionRule(RULE)))
        .containsExactly(new SuppressionRuleAdded(RULE));

    assertThat(tenant.book().suppressionRules())
        .containsExactly(
            new SuppressionRuleEntry(RULE, FOUNDED, Desk.ADA, FOUNDED, Desk.ADA, null));
  }

  @Test
  void adds_nothing_for_a_repeat_and_takes_no_other_rule_for_one() {
    tenant.done(new AddSuppressionRule(RULE));

    assertThat(tenant.done(new AddSuppressionRule(RULE))).isEmpty();
    assertThat(tenant.refused(new AddSuppressionRule(CHANGED)))
        .isEqualTo(new IdempotencyKeyReused());
    tenant.done(new RemoveSuppressionRule(RULE.id()));
    assertThat(tenant.refused(new AddSuppressionRule(RULE))).isEqualTo(new IdempotencyKeyReused());
  }

  @Test
  void changes_a_rule_and_keeps_when_it_was_added() {
    tenant.done(new AddSuppressionRule(RULE));
    tenant.passes(Duration.ofHours(1));

    assertThat(tenant.done(new ChangeSuppressionRule(CHANGED)))
        .containsExactly(new SuppressionRuleChanged(CHANGED, RULE));
    assertThat(standing(RULE.id()))
        .isEqualTo(
            new SuppressionRuleEntry(
                CHANGED, FOUNDED, Desk.ADA, FOUNDED.plusSeconds(3600), Desk.ADA, null));
    assertThat(tenant.done(new ChangeSuppressionRule(CHANGED))).isEmpty();
  }

  @Test
  void remembers_a_removed_rule_and_when_it_was_removed() {
    tenant.done(new AddSuppressionRule(RULE));
    tenant.passes(Duration.ofHours(1));

    assertThat(tenant.done(new RemoveSuppressionRule(RULE.id())))
        .containsExactly(new SuppressionRuleRemoved(RULE.id(), "rule 1"));
    assertThat(standing(RULE.id()).removedAt()).isEqualTo(FOUNDED.plusSeconds(3600));
    assertThat(standing(RULE.id()).updatedAt()).isEqualTo(FOUNDED);

    tenant.passes(Duration.ofHours(1));
    assertThat(tenant.done(new RemoveSuppressionRule(RULE.id()))).isEmpty();
    assertThat(standing(RULE.id()).removedAt()).isEqualTo(FOUNDED.plusSeconds(3600));
  }

  @Test
  void knows_no_rule_that_was_never_added_and_changes_none_that_was_removed() {
    assertThat(tenant.refused(new ChangeSuppressionRule(RULE)))
        .isEqualTo(new UnknownRule(RULE.id()));
    assertThat(tenant.refused(new RemoveSuppressionRule(RULE.id())))
        .isEqualTo(new UnknownRule(RULE.id()));

    tenant.done(new AddSuppressionRule(RULE));
    tenant.done(new RemoveSuppressionRule(RULE.id()));
    assertThat(tenant.refused(new ChangeSuppressionRule(CHANGED)))
        .isEqualTo(new UnknownRule(RULE.id()));
  }

  @Test
  void drops_a_removed_rule_with_the_first_event_about_rules_after_90_days() {
    tenant.done(new AddSuppressionRule(RULE));
    tenant.done(new RemoveSuppressionRule(RULE.id()));

    tenant.passes(Duration.ofDays(90));
    tenant.done(new AddSuppressionRule(rule(2, "curl")));
    assertThat(tenant.book().suppressionRules()).hasSize(2);

    tenant.passes(Duration.ofMillis(1));
    tenant.done(new ReplaceGlobalBlockList(another()));
    assertThat(tenant.book().suppressionRules()).hasSize(2);
    tenant.done(new RemoveSuppressionRule(id(2)));

    assertThat(tenant.book().suppressionRule(RULE.id())).isNull();
    assertThat(tenant.book().suppressionRules()).containsExactly(standing(id(2)));
  }

  private static GlobalBlockList another() {
    return GlobalBlockList.ofStored(
        new BlockListMembers(
            List.of(), List.of(new BlockedHost("evil.example", "seen", null)), List.of()));
  }

  @Test
  void keeps_no_more_standing_rules_than_fit() {
    for (var i = 1; i <= Limits.SUPPRESSION_RULES; i++) {
      tenant.done(new AddSuppressionRule(rule(i, "curl")));
    }
    var more = rule(Limits.SUPPRESSION_RULES + 1, "curl");

    assertThat(tenant.refused(new AddSuppressionRule(more)))
        .isEqualTo(new LimitExceeded("suppression rules", 1_001, 1_000));
    assertThat(tenant.done(new ChangeSuppressionRule(CHANGED))).hasSize(1);
    tenant.done(new RemoveSuppressionRule(RULE.id()));
    assertThat(tenant.done(new AddSuppressionRule(more))).hasSize(1);
  }

  @Test
  void counts_removed_rules_too_until_they_are_old_enough_to_be_dropped() {
    for (var i = 1; i <= Limits.SUPPRESSION_RULES_KEPT; i++) {
      tenant.book().apply(List.of(new BookChange.Put(removed(i))));
    }
    var more = new AddSuppressionRule(rule(Limits.SUPPRESSION_RULES_KEPT + 1, "curl"));

    assertThat(tenant.refused(more)).isInstanceOf(LimitExceeded.class);
    tenant.passes(Duration.ofDays(91));
    assertThat(tenant.done(more)).hasSize(1);
    assertThat(tenant.book().suppressionRules()).hasSize(1);
  }

  private static SuppressionRuleEntry removed(int number) {
    return new SuppressionRuleEntry(
        rule(number, "curl"), FOUNDED, Desk.ADA, FOUNDED, Desk.ADA, FOUNDED);
  }

  private static List<PolicyCommand> commands() {
    return List.of(
        new AddSuppressionRule(RULE),
        new ChangeSuppressionRule(RULE),
        new RemoveSuppressionRule(RULE.id()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void is_the_tenants_only(PolicyCommand command) {
    assertThat(Desk.ofAcme().refused(command)).isInstanceOf(WrongBook.class);
  }

  private static List<PolicyEvent> impossible() {
    return List.of(
        new SuppressionRuleAdded(RULE),
        new SuppressionRuleChanged(CHANGED, CHANGED),
        new SuppressionRuleChanged(rule(2, "curl"), rule(2, "wget")),
        new SuppressionRuleRemoved(id(2), "rule 2"));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void stops_at_an_event_that_cannot_follow(PolicyEvent event) {
    tenant.done(new AddSuppressionRule(RULE));
    var last = tenant.log().getLast().meta();
    var meta =
        new EventMeta(
            last.id(),
            last.owner(),
            last.sequence() + 1,
            last.at(),
            last.actor(),
            last.source(),
            last.command(),
            last.previous());

    assertThatThrownBy(() -> Evolution.evolve(tenant.book(), new RecordedEvent(meta, event)))
        .isInstanceOf(ImpossibleEvent.class);
  }

  @Test
  void folds_to_the_same_rules_again_also_in_outline_and_in_a_draft() {
    tenant.done(new AddSuppressionRule(RULE));
    tenant.done(new AddSuppressionRule(rule(2, "curl")));
    tenant.done(new ChangeSuppressionRule(CHANGED));
    tenant.done(new RemoveSuppressionRule(id(2)));
    tenant.passes(Duration.ofDays(91));
    tenant.done(new AddSuppressionRule(rule(3, "curl")));

    var again = new MemoryBook();
    var outline = new OutlineBook();
    var draft = new Draft(new MemoryBook());
    for (var event : tenant.log()) {
      again.evolve(event, Desk.hash(event));
      outline.evolve(event, Desk.hash(event));
      draft.apply(Evolution.evolve(draft, event));
      draft.apply(List.of(new BookChange.Put(Evolution.head(draft, event, Desk.hash(event)))));
    }

    var rules = tenant.book().suppressionRules();
    assertThat(rules).extracting(SuppressionRuleEntry::rule).containsOnly(CHANGED, rule(3, "curl"));
    assertThat(again.suppressionRules()).containsExactlyInAnyOrderElementsOf(rules);
    assertThat(outline.suppressionRules()).containsExactlyInAnyOrderElementsOf(rules);
    assertThat(draft.suppressionRules()).containsExactlyInAnyOrderElementsOf(rules);
  }

  @Test
  void is_told_in_words() {
    tenant.done(new AddSuppressionRule(RULE));
    tenant.done(new ChangeSuppressionRule(CHANGED));
    tenant.done(new RemoveSuppressionRule(RULE.id()));

    assertThat(HistoryEntries.of(tenant.log().reversed()))
        .extracting(entry -> (Object) (entry.type().title() + ": " + words(entry.change())))
        .startsWith(
            "Suppression Rule Removed: the suppression rule rule 1 (%s) was removed"
                .formatted(RULE.id()),
            "Suppression Rule Changed: the suppression rule rule 1 (%s) was changed"
                .formatted(RULE.id()),
            "Suppression Rule Added: the suppression rule rule 1 (%s) was added, of New-Outbound-Network-Call"
                .formatted(RULE.id()));
  }

  private static String words(Change change) {
    return change instanceof Change.Other(var words) ? words : "";
  }
}
