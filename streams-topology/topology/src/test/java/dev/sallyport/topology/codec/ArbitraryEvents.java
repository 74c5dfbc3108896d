package dev.sallyport.topology.codec;

import static dev.sallyport.topology.codec.ArbitraryValues.actors;
import static dev.sallyport.topology.codec.ArbitraryValues.apiKeys;
import static dev.sallyport.topology.codec.ArbitraryValues.blockLists;
import static dev.sallyport.topology.codec.ArbitraryValues.commandIds;
import static dev.sallyport.topology.codec.ArbitraryValues.contents;
import static dev.sallyport.topology.codec.ArbitraryValues.counts;
import static dev.sallyport.topology.codec.ArbitraryValues.emails;
import static dev.sallyport.topology.codec.ArbitraryValues.hashes;
import static dev.sallyport.topology.codec.ArbitraryValues.integrationIds;
import static dev.sallyport.topology.codec.ArbitraryValues.integrations;
import static dev.sallyport.topology.codec.ArbitraryValues.keyIds;
import static dev.sallyport.topology.codec.ArbitraryValues.members;
import static dev.sallyport.topology.codec.ArbitraryValues.moments;
import static dev.sallyport.topology.codec.ArbitraryValues.notificationSettings;
import static dev.sallyport.topology.codec.ArbitraryValues.owners;
import static dev.sallyport.topology.codec.ArbitraryValues.parts;
import static dev.sallyport.topology.codec.ArbitraryValues.placements;
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
import static dev.sallyport.topology.codec.ArbitraryValues.uuids;

import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyIssued;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyRevoked;
import dev.sallyport.domain.event.PolicyEvent.DeliveriesReplayed;
import dev.sallyport.domain.event.PolicyEvent.GlobalBlockListChangeDenied;
import dev.sallyport.domain.event.PolicyEvent.GlobalBlockListReplaced;
import dev.sallyport.domain.event.PolicyEvent.IntegrationAdded;
import dev.sallyport.domain.event.PolicyEvent.IntegrationChanged;
import dev.sallyport.domain.event.PolicyEvent.IntegrationRemoved;
import dev.sallyport.domain.event.PolicyEvent.IntegrationTested;
import dev.sallyport.domain.event.PolicyEvent.InvitationAccepted;
import dev.sallyport.domain.event.PolicyEvent.InvitationWithdrawn;
import dev.sallyport.domain.event.PolicyEvent.MemberInvited;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleGranted;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleRevoked;
import dev.sallyport.domain.event.PolicyEvent.NotificationSettingsReplaced;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyDeleted;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.PolicyEvent.SessionsEnded;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleAdded;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleChanged;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleRemoved;
import dev.sallyport.domain.event.RecordedEvent;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary events of every type. Each is possible by itself; they do not follow from each other.
 */
public final class ArbitraryEvents {
  private ArbitraryEvents() {}

  public static Arbitrary<RecordedEvent> recorded() {
    return Combinators.combine(metas(), events()).as(RecordedEvent::new);
  }

  public static Arbitrary<EventMeta> metas() {
    return Combinators.combine(
            uuids(), owners(), counts(), moments(), actors(), sources(), commandIds(), hashes())
        .as(EventMeta::new);
  }

  public static Arbitrary<PolicyEvent> events() {
    return Arbitraries.oneOf(types());
  }

  /** One for each type. */
  static List<Arbitrary<? extends PolicyEvent>> types() {
    return List.of(
        owners().map(OrganizationAdded::new),
        Combinators.combine(policyNames(), counts(), contents()).as(PolicyCreated::new),
        Combinators.combine(policyNames(), counts(), texts(), contents(), counts().injectNull(0.5))
            .as(PolicyUpdated::new),
        Combinators.combine(policyNames(), placements(), placements(), scopeLists(), parts())
            .as(PolicyAttached::new),
        Combinators.combine(
                policyNames(), scopeLists().ofMinSize(1), policyNames().injectNull(0.5), parts())
            .as(PolicyDetached::new),
        Combinators.combine(policyNames(), counts()).as(PolicyDeleted::new),
        apiKeys().map(ApiKeyIssued::new),
        Combinators.combine(keyIds(), plainTexts()).as(ApiKeyRevoked::new),
        Combinators.combine(members(), plainTexts(), roles(), roles().optional())
            .as(MemberRoleGranted::new),
        Combinators.combine(members(), roles()).as(MemberRoleRevoked::new),
        Combinators.combine(emails(), roles(), roles().optional()).as(MemberInvited::new),
        Combinators.combine(emails(), roles()).as(InvitationWithdrawn::new),
        Combinators.combine(emails(), members(), roles()).as(InvitationAccepted::new),
        sessionHolders().map(SessionsEnded::new),
        blockLists().map(GlobalBlockListReplaced::new),
        Arbitraries.integers().greaterOrEqual(1).map(GlobalBlockListChangeDenied::new),
        suppressionRules().map(SuppressionRuleAdded::new),
        Combinators.combine(suppressionRules(), suppressionRules()).as(SuppressionRuleChanged::new),
        Combinators.combine(ruleIds(), plainTexts()).as(SuppressionRuleRemoved::new),
        integrations().map(IntegrationAdded::new),
        Combinators.combine(integrations(), integrations()).as(IntegrationChanged::new),
        Combinators.combine(integrationIds(), plainTexts()).as(IntegrationRemoved::new),
        Combinators.combine(integrationIds(), plainTexts()).as(IntegrationTested::new),
        Combinators.combine(notificationSettings(), notificationSettings())
            .as(NotificationSettingsReplaced::new),
        Combinators.combine(integrationIds(), plainTexts(), replays()).as(DeliveriesReplayed::new));
  }
}
