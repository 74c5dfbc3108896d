package dev.sallyport.topology.codec;

import static dev.sallyport.topology.codec.ArbitraryValues.actors;
import static dev.sallyport.topology.codec.ArbitraryValues.apiKeys;
import static dev.sallyport.topology.codec.ArbitraryValues.blockLists;
import static dev.sallyport.topology.codec.ArbitraryValues.commandIds;
import static dev.sallyport.topology.codec.ArbitraryValues.contents;
import static dev.sallyport.topology.codec.ArbitraryValues.counts;
import static dev.sallyport.topology.codec.ArbitraryValues.emails;
import static dev.sallyport.topology.codec.ArbitraryValues.integrationIds;
import static dev.sallyport.topology.codec.ArbitraryValues.integrations;
import static dev.sallyport.topology.codec.ArbitraryValues.keyIds;
import static dev.sallyport.topology.codec.ArbitraryValues.members;
import static dev.sallyport.topology.codec.ArbitraryValues.moments;
import static dev.sallyport.topology.codec.ArbitraryValues.notificationSettings;
import static dev.sallyport.topology.codec.ArbitraryValues.owners;
import static dev.sallyport.topology.codec.ArbitraryValues.plainTexts;
import static dev.sallyport.topology.codec.ArbitraryValues.policyNames;
import static dev.sallyport.topology.codec.ArbitraryValues.replays;
import static dev.sallyport.topology.codec.ArbitraryValues.roles;
import static dev.sallyport.topology.codec.ArbitraryValues.ruleIds;
import static dev.sallyport.topology.codec.ArbitraryValues.scopeLists;
import static dev.sallyport.topology.codec.ArbitraryValues.sessionHolders;
import static dev.sallyport.topology.codec.ArbitraryValues.sources;
import static dev.sallyport.topology.codec.ArbitraryValues.suppressionRules;
import static dev.sallyport.topology.codec.ArbitraryValues.texts;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Stamp;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary commands, refusals and outcomes of every type. */
public final class ArbitraryCommands {
  private ArbitraryCommands() {}

  public static Arbitrary<Submission> submissions() {
    return Combinators.combine(
            commandIds(),
            owners(),
            commands(),
            actors(),
            sources(),
            moments(),
            texts(),
            Arbitraries.of(true, false))
        .as(Submission::new);
  }

  public static Arbitrary<PolicyCommand> commands() {
    return Arbitraries.oneOf(types());
  }

  public static Arbitrary<Outcome> outcomes() {
    Arbitrary<Stamp> stamps =
        Combinators.combine(counts(), counts(), Arbitraries.of(true, false)).as(Stamp::new);
    Arbitrary<Verdict> verdicts =
        Arbitraries.oneOf(
            Combinators.combine(Arbitraries.of(true, false), counts(), stamps.injectNull(0.5))
                .as(Verdict.Done::new),
            refusals().map(Verdict.Refused::new));
    return Combinators.combine(commandIds(), owners(), texts(), verdicts).as(Outcome::new);
  }

  public static Arbitrary<Refusal> refusals() {
    return Arbitraries.oneOf(refusalTypes());
  }

  /** One for each type. */
  static List<Arbitrary<? extends PolicyCommand>> types() {
    Arbitrary<Long> maybe = counts().injectNull(0.5);
    return List.of(
        Arbitraries.just(new PolicyCommand.AddOrganization()),
        Combinators.combine(policyNames(), contents()).as(PolicyCommand.CreatePolicy::new),
        Combinators.combine(policyNames(), contents(), maybe, maybe)
            .as(PolicyCommand.UpdatePolicy::new),
        Combinators.combine(policyNames(), contents(), maybe, Arbitraries.of(true, false))
            .as(PolicyCommand.UpsertPolicy::new),
        Combinators.combine(policyNames(), maybe).as(PolicyCommand.DeletePolicy::new),
        Combinators.combine(policyNames(), scopeLists(), maybe).as(PolicyCommand.AttachPolicy::new),
        Combinators.combine(policyNames(), scopeLists(), maybe)
            .as(PolicyCommand.ReplaceAttachments::new),
        Combinators.combine(policyNames(), scopeLists(), maybe).as(PolicyCommand.DetachPolicy::new),
        Combinators.combine(policyNames(), maybe).as(PolicyCommand.DetachPolicyEverywhere::new),
        apiKeys().map(PolicyCommand.IssueApiKey::new),
        keyIds().map(PolicyCommand.RevokeApiKey::new),
        Combinators.combine(apiKeys(), Arbitraries.of(true, false))
            .as(PolicyCommand.ReplaceBootstrapKey::new),
        Combinators.combine(members(), plainTexts(), roles()).as(PolicyCommand.GrantRole::new),
        members().map(PolicyCommand.RevokeRole::new),
        Combinators.combine(emails(), roles()).as(PolicyCommand.InviteMember::new),
        emails().map(PolicyCommand.WithdrawInvitation::new),
        Combinators.combine(members(), emails()).as(PolicyCommand.AcceptInvitation::new),
        sessionHolders().map(PolicyCommand.EndSessions::new),
        blockLists().map(PolicyCommand.ReplaceGlobalBlockList::new),
        Arbitraries.integers()
            .greaterOrEqual(1)
            .map(PolicyCommand.RecordDeniedBlockListChange::new),
        suppressionRules().map(PolicyCommand.AddSuppressionRule::new),
        suppressionRules().map(PolicyCommand.ChangeSuppressionRule::new),
        ruleIds().map(PolicyCommand.RemoveSuppressionRule::new),
        integrations().map(PolicyCommand.AddIntegration::new),
        Combinators.combine(integrations(), integrations())
            .as(PolicyCommand.ChangeIntegration::new),
        integrationIds().map(PolicyCommand.RemoveIntegration::new),
        integrations().map(PolicyCommand.NoteIntegrationGone::new),
        Combinators.combine(
                notificationSettings(),
                integrations().list().ofMaxSize(3),
                notificationSettings(),
                integrations().list().ofMaxSize(3))
            .as(PolicyCommand.ReplaceNotificationSettings::new),
        integrationIds().map(PolicyCommand.TestIntegration::new),
        Combinators.combine(integrationIds(), replays()).as(PolicyCommand.ReplayDeliveries::new),
        Arbitraries.just(new PolicyCommand.Probe()));
  }

  /** One for each type. */
  static List<Arbitrary<? extends Refusal>> refusalTypes() {
    return List.of(
        owners().map(Refusal.UnknownOwner::new),
        policyNames().map(Refusal.UnknownPolicy::new),
        policyNames().map(Refusal.NameTaken::new),
        Combinators.combine(policyNames(), counts(), counts()).as(Refusal.StaleRevision::new),
        Combinators.combine(plainTexts(), counts(), counts()).as(Refusal.LimitExceeded::new),
        Combinators.combine(counts(), counts()).as(Refusal.TooLarge::new),
        keyIds().map(Refusal.UnknownKey::new),
        keyIds().map(Refusal.KeyTaken::new),
        members().map(Refusal.UnknownMember::new),
        emails().map(Refusal.NoInvitation::new),
        ruleIds().map(Refusal.UnknownRule::new),
        integrationIds().map(Refusal.UnknownIntegration::new),
        integrationIds().map(Refusal.IntegrationInactive::new),
        integrationIds().map(Refusal.IntegrationChangedMeanwhile::new),
        Arbitraries.just(new Refusal.NotificationSettingsChangedMeanwhile()),
        plainTexts().map(Refusal.WrongBook::new),
        moments().map(Refusal.RecordedAlready::new),
        moments().map(Refusal.TooSoon::new),
        Arbitraries.just(new Refusal.IdempotencyKeyReused()),
        moments().map(Refusal.Expired::new),
        texts().map(Refusal.NotUnderstood::new),
        texts().map(Refusal.Stopped::new));
  }
}
