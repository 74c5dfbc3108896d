package dev.sallyport.domain.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.AddIntegration;
import dev.sallyport.domain.command.PolicyCommand.ChangeIntegration;
import dev.sallyport.domain.command.PolicyCommand.NoteIntegrationGone;
import dev.sallyport.domain.command.PolicyCommand.RemoveIntegration;
import dev.sallyport.domain.command.PolicyCommand.ReplaceGlobalBlockList;
import dev.sallyport.domain.command.PolicyCommand.ReplayDeliveries;
import dev.sallyport.domain.command.PolicyCommand.TestIntegration;
import dev.sallyport.domain.command.Refusal.IdempotencyKeyReused;
import dev.sallyport.domain.command.Refusal.IntegrationChangedMeanwhile;
import dev.sallyport.domain.command.Refusal.IntegrationInactive;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.UnknownIntegration;
import dev.sallyport.domain.command.Refusal.UnknownOwner;
import dev.sallyport.domain.command.Refusal.WrongBook;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.DeliveriesReplayed;
import dev.sallyport.domain.event.PolicyEvent.IntegrationAdded;
import dev.sallyport.domain.event.PolicyEvent.IntegrationChanged;
import dev.sallyport.domain.event.PolicyEvent.IntegrationRemoved;
import dev.sallyport.domain.event.PolicyEvent.IntegrationTested;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.history.HistoryEntries;
import dev.sallyport.domain.history.HistoryEntry.Change;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeepingIntegrationsTest {
  private static final Integration ALERTS = integration(1, "alerts");
  private static final Integration RENAMED = integration(1, "security alerts");
  private static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");

  private final Desk acme = Desk.ofAcme();

  private static IntegrationId id(int number) {
    return new IntegrationId("%032x".formatted(number));
  }

  private static Integration integration(int number, String name) {
    return new Integration(
        id(number),
        name,
        new Destination.SlackWebhook(),
        Set.of(Happening.POLICY_CREATED, Happening.BLOCKED_CALL),
        List.of(),
        Standing.ACTIVE,
        SecretsReference.NONE);
  }

  private IntegrationEntry standing(int number) {
    return Objects.requireNonNull(acme.book().integration(id(number)));
  }

  /** Made from the one that stands. */
  private PolicyCommand change(Integration to) {
    return new ChangeIntegration(to, standing(1).integration());
  }

  private PolicyCommand gone(int number) {
    return new NoteIntegrationGone(standing(number).integration());
  }

  @Test
  void adds_an_integration_and_keeps_who_did_and_when() {
    assertThat(acme.done(new AddIntegration(ALERTS))).containsExactly(new IntegrationAdded(ALERTS));

    assertThat(acme.book().integrations())
        .containsExactly(new IntegrationEntry(ALERTS, FOUNDED, Desk.ADA, FOUNDED, Desk.ADA));
  }

  @Test
  void adds_nothing_for_a_repeat_and_takes_no_other_integration_for_one() {
    acme.done(new AddIntegration(ALERTS));

    assertThat(acme.done(new AddIntegration(ALERTS))).isEmpty();
    assertThat(acme.refused(new AddIntegration(RENAMED))).isEqualTo(new IdempotencyKeyReused());
  }

  @Test
  void keeps_no_more_than_a_hundred() {
    for (var number = 1; number <= 100; number++) {
      acme.done(new AddIntegration(integration(number, "alerts")));
    }
    var more = new AddIntegration(integration(101, "alerts"));

    assertThat(acme.refused(more)).isEqualTo(new LimitExceeded("integrations", 101, 100));
    assertThat(acme.done(new AddIntegration(ALERTS))).as("a repeat").isEmpty();
    assertThat(acme.done(change(RENAMED))).hasSize(1);
    acme.done(new RemoveIntegration(id(1)));
    assertThat(acme.done(more)).hasSize(1);
  }

  @Test
  void changes_an_integration_and_keeps_when_it_was_added() {
    acme.done(new AddIntegration(ALERTS));
    acme.passes(Duration.ofHours(1));

    assertThat(acme.done(change(RENAMED))).containsExactly(new IntegrationChanged(RENAMED, ALERTS));
    assertThat(standing(1))
        .isEqualTo(
            new IntegrationEntry(RENAMED, FOUNDED, Desk.ADA, FOUNDED.plusSeconds(3600), Desk.ADA));
    assertThat(acme.done(change(RENAMED))).as("no change").isEmpty();
  }

  @Test
  void overwrites_nothing_that_its_author_has_not_seen() {
    acme.done(new AddIntegration(ALERTS));
    var pause = new ChangeIntegration(ALERTS.standing(Standing.PAUSED), ALERTS);
    acme.done(change(RENAMED));

    assertThat(acme.refused(pause)).isEqualTo(new IntegrationChangedMeanwhile(id(1)));
    assertThat(acme.done(new NoteIntegrationGone(ALERTS))).as("it leads elsewhere now").isEmpty();
    assertThat(standing(1).integration()).isEqualTo(RENAMED);
  }

  @Test
  void removes_an_integration_for_good() {
    acme.done(new AddIntegration(ALERTS));

    assertThat(acme.done(new RemoveIntegration(id(1))))
        .containsExactly(new IntegrationRemoved(id(1), "alerts"));
    assertThat(acme.book().integrations()).isEmpty();
    assertThat(acme.refused(new RemoveIntegration(id(1)))).isEqualTo(unknown());
  }

  @Test
  void notes_once_that_a_destination_is_gone_and_may_be_told_to_try_again() {
    acme.done(new AddIntegration(ALERTS));
    var gone = ALERTS.standing(Standing.GONE);

    assertThat(acme.done(gone(1))).containsExactly(new IntegrationChanged(gone, ALERTS));
    assertThat(acme.done(gone(1))).isEmpty();
    assertThat(acme.done(change(ALERTS))).containsExactly(new IntegrationChanged(ALERTS, gone));
  }

  @Test
  void one_that_is_paused_stays_so_when_its_destination_is_gone() {
    acme.done(new AddIntegration(ALERTS.standing(Standing.PAUSED)));

    assertThat(acme.done(gone(1))).isEmpty();
    assertThat(standing(1).integration().standing()).isEqualTo(Standing.PAUSED);
  }

  private static List<Replay> replays() {
    return List.of(
        new Replay.One(new DeliveryId("b".repeat(32))),
        new Replay.Since(FOUNDED),
        new Replay.FromSequence(1));
  }

  @ParameterizedTest
  @MethodSource("replays")
  void tries_and_replays_what_is_active(Replay replay) {
    acme.done(new AddIntegration(ALERTS));

    assertThat(acme.done(new TestIntegration(id(1))))
        .containsExactly(new IntegrationTested(id(1), "alerts"));
    assertThat(acme.done(new ReplayDeliveries(id(1), replay)))
        .containsExactly(new DeliveriesReplayed(id(1), "alerts", replay));
    assertThat(standing(1).integration()).isEqualTo(ALERTS);
  }

  @ParameterizedTest
  @EnumSource(names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
  void tries_and_replays_nothing_else(Standing standing) {
    acme.done(new AddIntegration(ALERTS.standing(standing)));

    assertThat(acme.refused(new TestIntegration(id(1)))).isEqualTo(new IntegrationInactive(id(1)));
    assertThat(acme.refused(new ReplayDeliveries(id(1), new Replay.FromSequence(1))))
        .isEqualTo(new IntegrationInactive(id(1)));
  }

  @Test
  void replays_from_the_first_event_at_the_earliest() {
    assertThatThrownBy(() -> new Replay.FromSequence(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<PolicyCommand> aboutOneThatStands() {
    return List.of(
        new ChangeIntegration(ALERTS, RENAMED),
        new RemoveIntegration(id(1)),
        new NoteIntegrationGone(ALERTS),
        new TestIntegration(id(1)),
        new ReplayDeliveries(id(1), new Replay.FromSequence(1)));
  }

  private static UnknownIntegration unknown() {
    return new UnknownIntegration(id(1));
  }

  @ParameterizedTest
  @MethodSource("aboutOneThatStands")
  void knows_no_integration_that_was_never_added(PolicyCommand command) {
    assertThat(acme.refused(command)).isEqualTo(unknown());
    acme.done(new AddIntegration(integration(2, "another")));
    assertThat(acme.refused(command)).isEqualTo(unknown());
  }

  @ParameterizedTest
  @MethodSource("aboutOneThatStands")
  void is_no_organization_that_does_not_exist(PolicyCommand command) {
    assertThat(new Desk(Desk.ACME).ask(command, false))
        .isEqualTo(Decision.refuse(new UnknownOwner(Desk.ACME)));
  }

  @ParameterizedTest
  @MethodSource("aboutOneThatStands")
  void is_not_the_tenants(PolicyCommand command) {
    var tenant = new Desk(Owner.TENANT);
    tenant.done(new ReplaceGlobalBlockList(GlobalBlockList.empty()));

    assertThat(tenant.refused(command)).isInstanceOf(WrongBook.class);
    assertThat(tenant.refused(new AddIntegration(ALERTS))).isInstanceOf(WrongBook.class);
  }

  private static List<PolicyEvent> impossible() {
    return List.of(
        new IntegrationAdded(ALERTS),
        new IntegrationChanged(RENAMED, RENAMED),
        new IntegrationChanged(integration(2, "a"), integration(2, "b")),
        new IntegrationRemoved(id(2), "alerts"),
        new IntegrationTested(id(2), "alerts"),
        new DeliveriesReplayed(id(2), "alerts", new Replay.FromSequence(1)));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void stops_at_an_event_that_cannot_follow(PolicyEvent event) {
    acme.done(new AddIntegration(ALERTS));
    var last = acme.log().getLast().meta();
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

    assertThatThrownBy(() -> Evolution.evolve(acme.book(), new RecordedEvent(meta, event)))
        .isInstanceOf(ImpossibleEvent.class);
  }

  @Test
  void folds_to_the_same_integrations_again_also_in_a_draft() {
    acme.done(new AddIntegration(ALERTS));
    acme.done(new AddIntegration(integration(2, "mail")));
    acme.done(new AddIntegration(integration(3, "gone soon")));
    acme.passes(Duration.ofHours(1));
    acme.done(change(RENAMED));
    acme.done(new TestIntegration(id(1)));
    acme.done(gone(2));
    acme.done(new RemoveIntegration(id(3)));

    var again = new MemoryBook();
    var draft = new Draft(new MemoryBook());
    for (var event : acme.log()) {
      again.evolve(event, Desk.hash(event));
      draft.apply(Evolution.evolve(draft, event));
      draft.apply(List.of(new BookChange.Put(Evolution.head(draft, event, Desk.hash(event)))));
    }

    var integrations = acme.book().integrations();
    assertThat(integrations)
        .extracting(IntegrationEntry::integration)
        .containsExactlyInAnyOrder(RENAMED, integration(2, "mail").standing(Standing.GONE));
    assertThat(again.integrations()).containsExactlyInAnyOrderElementsOf(integrations);
    assertThat(draft.integrations()).containsExactlyInAnyOrderElementsOf(integrations);
  }

  @Test
  void is_told_in_words() {
    acme.done(new AddIntegration(ALERTS));
    acme.done(change(RENAMED));
    acme.done(change(RENAMED.standing(Standing.PAUSED)));
    acme.done(change(everythingElse()));
    acme.done(new TestIntegration(id(1)));
    for (var replay : replays()) {
      acme.done(new ReplayDeliveries(id(1), replay));
    }
    acme.done(gone(1));
    acme.done(new RemoveIntegration(id(1)));

    assertThat(HistoryEntries.of(acme.log()))
        .extracting(entry -> entry.type().title() + ": " + words(entry.change()))
        .endsWith(
            "Integration Added: the integration alerts (slack-webhook) was added",
            "Integration Changed: the integration security alerts was renamed from alerts",
            "Integration Changed: the integration security alerts was paused",
            "Integration Changed: the integration security alerts is told again and has another"
                + " destination and has other secrets and is told of something else",
            "Integration Tested: the integration security alerts was tried",
            "Deliveries Replayed: the delivery %s to security alerts is made once more"
                .formatted("b".repeat(32)),
            "Deliveries Replayed: deliveries to security alerts since %s are made once more"
                .formatted(FOUNDED),
            "Deliveries Replayed: deliveries to security alerts from event 1 on are made once more",
            "Integration Changed: the integration security alerts ended, because its destination"
                + " said that it is gone",
            "Integration Removed: the integration security alerts was removed");
  }

  private static Integration everythingElse() {
    return new Integration(
        id(1),
        RENAMED.name(),
        new Destination.TeamsWebhook(),
        RENAMED.about(),
        List.of(RepositoryName.of("app")),
        Standing.ACTIVE,
        new SecretsReference("a".repeat(32), "b".repeat(16)));
  }

  private static String words(Change change) {
    return change instanceof Change.Other(var words) ? words : "";
  }
}
