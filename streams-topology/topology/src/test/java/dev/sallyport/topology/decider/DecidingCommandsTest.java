package dev.sallyport.topology.decider;

import static dev.sallyport.topology.decider.Asking.ACME;
import static dev.sallyport.topology.decider.Asking.NOON;
import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.attaching;
import static dev.sallyport.topology.decider.Asking.creating;
import static dev.sallyport.topology.decider.Asking.named;
import static dev.sallyport.topology.decider.Asking.repositories;
import static dev.sallyport.topology.decider.Asking.repository;
import static dev.sallyport.topology.decider.Asking.without;
import static dev.sallyport.topology.decider.Asking.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.Limits;
import dev.sallyport.domain.command.Outcome.Stamp;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.AcceptInvitation;
import dev.sallyport.domain.command.PolicyCommand.AddIntegration;
import dev.sallyport.domain.command.PolicyCommand.AddSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.ChangeIntegration;
import dev.sallyport.domain.command.PolicyCommand.ChangeSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicy;
import dev.sallyport.domain.command.PolicyCommand.EndSessions;
import dev.sallyport.domain.command.PolicyCommand.GrantRole;
import dev.sallyport.domain.command.PolicyCommand.InviteMember;
import dev.sallyport.domain.command.PolicyCommand.IssueApiKey;
import dev.sallyport.domain.command.PolicyCommand.Probe;
import dev.sallyport.domain.command.PolicyCommand.RemoveIntegration;
import dev.sallyport.domain.command.PolicyCommand.RemoveSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.command.PolicyCommand.ReplaceBootstrapKey;
import dev.sallyport.domain.command.PolicyCommand.ReplaceNotificationSettings;
import dev.sallyport.domain.command.PolicyCommand.RevokeApiKey;
import dev.sallyport.domain.command.PolicyCommand.RevokeRole;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpsertPolicy;
import dev.sallyport.domain.command.PolicyCommand.WithdrawInvitation;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecidingCommandsTest {
  @TempDir Path folder;
  private DeciderUnderTest decider;

  @BeforeEach
  void open() {
    decider = new DeciderUnderTest(folder);
  }

  @AfterEach
  void close() {
    decider.close();
  }

  @Test
  void the_first_command_brings_its_owner_into_being() {
    var done = decider.done(creating("build"));

    assertThat(done).isEqualTo(new Done(true, 2, new Stamp(1, 2, true)));
    assertThat(decider.events())
        .hasExactlyElementsOfTypes(
            PolicyEvent.OrganizationAdded.class, PolicyEvent.PolicyCreated.class);
    assertThat(decider.head(ACME).sequence()).isEqualTo(2);
  }

  @Test
  void nobody_else_can_add_an_organization() {
    assertThat(decider.refused(without(ask(creating("build")))))
        .isEqualTo(new Refusal.UnknownOwner(ACME));
    assertThat(decider.events()).isEmpty();
  }

  @Test
  void every_kind_of_command_keeps_chain_sequence_and_state_in_step() {
    var member = new MemberId("https://id.example.com", "alice");
    var key = new ApiKey(KeyHash.of("secret"), KeyKind.RUNNER, "runners", null, false);
    List<PolicyCommand> commands =
        List.of(
            new PolicyCommand.AddOrganization(),
            creating("build"),
            new UpdatePolicy(named("build"), written("egress-policy: audit"), null, null),
            new UpsertPolicy(named("other"), written("egress-policy: block"), null),
            attaching("build", repositories(0, 3)),
            attaching("other", repositories(2, 4)),
            new ReplaceAttachments(named("build"), repositories(1, 5), null),
            new DetachPolicy(named("build"), List.of(repository(1)), null),
            new PolicyCommand.DetachPolicyEverywhere(named("build"), null),
            new IssueApiKey(key),
            new EndSessions(new SessionHolder.OfKey(key.id())),
            new RevokeApiKey(key.id()),
            new GrantRole(member, "alice@example.com", Role.EDITOR),
            new RevokeRole(member),
            new InviteMember(EmailAddress.of("alice@example.com"), Role.EDITOR),
            new AcceptInvitation(member, EmailAddress.of("alice@example.com")),
            new InviteMember(EmailAddress.of("bo@example.com"), Role.EDITOR),
            new WithdrawInvitation(EmailAddress.of("bo@example.com")),
            new DeletePolicy(named("other"), null));
    for (var command : commands) {
      assertThat(decider.done(command).changed()).as(command.toString()).isTrue();
      decider.pass(Duration.ofMillis(500));
      var written = decider.written();
      assertThat(decider.head(ACME).sequence()).isEqualTo(written.getLast().meta().sequence());
    }
    assertThatTheStateIsTheFold(ACME);
  }

  @Test
  void the_tenants_book_takes_its_own_commands() {
    var key = new ApiKey(KeyHash.of("first"), KeyKind.TENANT_ADMIN, "bootstrap", null, true);

    var done = decider.done(ask(Owner.TENANT, new ReplaceBootstrapKey(key, true)));

    assertThat(done.changed()).isTrue();
    assertThat(decider.refused(ask(new ReplaceBootstrapKey(key, true))))
        .isInstanceOf(Refusal.WrongBook.class);
  }

  @Test
  void integrations_and_notification_settings_are_kept_in_an_organizations_book() {
    decider.done(creating("build"));
    var slack = integration("00000000000000000000000000000001");
    var teams = integration("00000000000000000000000000000002");
    var settings =
        new NotificationSettings(
            Map.of(NotificationChannel.TEAMS, teams.id()),
            Set.of("notifyWhenDomainBlocked", "notifyForWhatIsToCome"),
            "C024BE91L",
            "off");

    for (var command :
        List.of(
            new AddIntegration(slack),
            new ChangeIntegration(slack.standing(Standing.PAUSED), slack),
            new ReplaceNotificationSettings(
                settings, List.of(teams), NotificationSettings.NONE, List.of()),
            new RemoveIntegration(slack.id()))) {
      assertThat(decider.done(ask(command)).changed()).isTrue();
    }

    assertThat(decider.book(ACME).notificationSettings()).isEqualTo(settings);
    assertThat(decider.book(ACME).integrations())
        .extracting(IntegrationEntry::integration)
        .containsExactly(teams);
    assertThatTheStateIsTheFold(ACME);
  }

  private static Integration integration(String id) {
    return new Integration(
        new IntegrationId(id),
        "alerts",
        new Destination.SlackWebhook(),
        Set.of(Happening.BLOCKED_CALL),
        List.of(),
        Standing.ACTIVE,
        SecretsReference.NONE);
  }

  @Test
  void suppression_rules_are_kept_in_the_tenants_book_and_dropped_long_after_their_removal() {
    var first = rule("00000000000000000000000000000001", "curl");
    var changed = rule(first.id().digits(), "wget");
    var second = rule("00000000000000000000000000000002", "curl");

    for (var command :
        List.of(
            new AddSuppressionRule(first),
            new ChangeSuppressionRule(changed),
            new RemoveSuppressionRule(first.id()))) {
      assertThat(decider.done(ask(Owner.TENANT, command)).changed()).isTrue();
    }
    assertThat(decider.refused(ask(Owner.TENANT, new ChangeSuppressionRule(second))))
        .isEqualTo(new Refusal.UnknownRule(second.id()));
    var later = Duration.ofDays(91);
    decider.pass(later);
    decider.done(
        ask(Owner.TENANT, new AddSuppressionRule(second), NOON.plus(later).plusSeconds(10)));

    assertThat(decider.book(Owner.TENANT).suppressionRules())
        .extracting(SuppressionRuleEntry::rule)
        .containsExactly(second);
    assertThatTheStateIsTheFold(Owner.TENANT);
  }

  private static SuppressionRule rule(String id, String process) {
    return new SuppressionRule(
        new RuleId(id), "New-Outbound-Network-Call", "known", "", Map.of("process", process));
  }

  @Test
  void what_is_so_already_writes_nothing_and_tells_where_the_owner_stands() {
    decider.done(creating("build"));
    decider.events();

    var done =
        decider.done(
            new UpsertPolicy(named("build"), written("egress-policy: block # build"), null));

    assertThat(done).isEqualTo(new Done(false, 2, new Stamp(1, 2, false)));
    assertThat(decider.events()).isEmpty();
  }

  @Test
  void an_event_is_never_earlier_than_the_one_before_it() {
    decider.done(creating("build"));
    decider.pass(Duration.ofMinutes(-10));
    decider.done(creating("other"));

    var written = decider.written();

    assertThat(written.getLast().meta().at()).isEqualTo(written.getFirst().meta().at());
  }

  @Test
  void two_events_never_have_the_same_id() {
    var id = ask(creating("build"));
    decider.done(id);
    decider.pass(Duration.ofDays(10));
    decider.done(Asking.again(Asking.under(id.id(), ask(creating("other"))), Duration.ofDays(10)));

    var ids = decider.written().stream().map(each -> each.meta().id()).toList();

    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void two_thousand_scopes_displace_two_thousand_policies_in_one_command() {
    var commands = new ArrayList<PolicyCommand>();
    for (var number = 0; number < Limits.SCOPES_PER_COMMAND; number++) {
      commands.add(creating("policy " + number));
      commands.add(attaching("policy " + number, List.of(repository(number))));
    }
    commands.add(creating("winner"));
    decider.seed(ACME, commands);

    decider.done(attaching("winner", repositories(0, Limits.SCOPES_PER_COMMAND)));

    var events = decider.events();
    assertThat(events).hasSize(Limits.SCOPES_PER_COMMAND + 4);
    assertThat(events.stream().filter(PolicyDetached.class::isInstance))
        .hasSize(Limits.SCOPES_PER_COMMAND)
        .allMatch(event -> named("winner").equals(((PolicyDetached) event).displacedBy()));
    assertThatTheStateIsTheFold(ACME);
  }

  @Test
  void a_policy_at_ten_thousand_scopes_is_deleted_in_parts() {
    decider.done(creating("build"));
    for (var from = 0; from < Limits.SCOPES_PER_POLICY; from += Limits.SCOPES_PER_COMMAND) {
      decider.done(attaching("build", repositories(from, from + Limits.SCOPES_PER_COMMAND)));
    }
    assertThat(decider.refused(ask(attaching("build", repositories(10_000, 10_001)))))
        .isEqualTo(new Refusal.LimitExceeded("scopes of a policy", 10_001, 10_000));
    decider.events();

    decider.done(new DeletePolicy(named("build"), null));

    var events = decider.events();
    assertThat(events).hasSize(10_000 / Limits.SCOPES_PER_EVENT + 1);
    assertThat(events.getLast()).isInstanceOf(PolicyEvent.PolicyDeleted.class);
    assertThat(decider.book(ACME).placements(named("build"))).isEmpty();
    assertThatTheStateIsTheFold(ACME);
  }

  @Test
  void what_no_record_can_hold_is_refused_as_a_whole() {
    decider.done(creating("build"));
    decider.events();
    var large = written("# " + "x".repeat(Limits.RECORD_BYTES));

    var refusal = decider.refused(ask(new UpdatePolicy(named("build"), large, null, null)));

    assertThat(refusal).isInstanceOf(Refusal.TooLarge.class);
    assertThat(decider.events()).isEmpty();
    assertThat(decider.head(ACME).sequence()).isEqualTo(2);
    assertThat(decider.done(creating("other")).head()).isEqualTo(3);
  }

  @Test
  void a_probe_is_answered_and_leaves_no_trace() {
    var probe = ask(new Probe());

    assertThat(decider.done(probe)).isEqualTo(new Done(false, 0, null));
    assertThat(decider.done(probe)).isEqualTo(new Done(false, 0, null));

    assertThat(decider.counts.snapshot()).containsEntry("Unchanged", 2L);
    assertThat(decider.events()).isEmpty();
  }

  private void assertThatTheStateIsTheFold(Owner owner) {
    decider.written();
    var entries = decider.fold(owner).entries();
    assertThat(entries)
        .allSatisfy(entry -> assertThat(decider.book(owner).get(entry.key())).isEqualTo(entry));
    try (var stored = decider.state().all()) {
      var count = 0;
      while (stored.hasNext()) {
        stored.next();
        count++;
      }
      assertThat(count).isEqualTo(entries.size());
    }
  }
}
