package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.events.ApiKeyIssued;
import dev.sallyport.events.ApiKeyRevoked;
import dev.sallyport.events.DeliveriesReplayed;
import dev.sallyport.events.GlobalBlockListChangeDenied;
import dev.sallyport.events.GlobalBlockListReplaced;
import dev.sallyport.events.IntegrationAdded;
import dev.sallyport.events.IntegrationChanged;
import dev.sallyport.events.IntegrationRemoved;
import dev.sallyport.events.IntegrationTested;
import dev.sallyport.events.InvitationAccepted;
import dev.sallyport.events.InvitationWithdrawn;
import dev.sallyport.events.MemberInvited;
import dev.sallyport.events.MemberRoleGranted;
import dev.sallyport.events.MemberRoleRevoked;
import dev.sallyport.events.NotificationSettingsReplaced;
import dev.sallyport.events.OrganizationAdded;
import dev.sallyport.events.PolicyAttached;
import dev.sallyport.events.PolicyCreated;
import dev.sallyport.events.PolicyDeleted;
import dev.sallyport.events.PolicyDetached;
import dev.sallyport.events.PolicyUpdated;
import dev.sallyport.events.SessionsEnded;
import dev.sallyport.events.SuppressionRuleAdded;
import dev.sallyport.events.SuppressionRuleChanged;
import dev.sallyport.events.SuppressionRuleRemoved;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One Avro record for each event of the domain. */
final class EventRecords {
  private EventRecords() {}

  static SpecificRecord encode(RecordedEvent recorded) {
    var meta = encode(recorded.meta());
    return switch (recorded.event()) {
      case PolicyEvent.OrganizationAdded(var owner) -> new OrganizationAdded(meta, owner.name());
      case PolicyEvent.PolicyCreated(var policy, var version, var content) ->
          new PolicyCreated(meta, policy.value(), version, RuleValues.encode(content));
      case PolicyEvent.PolicyUpdated(
              var policy,
              var version,
              var before,
              var content,
              var restored) ->
          new PolicyUpdated(
              meta, policy.value(), version, before, RuleValues.encode(content), restored);
      case PolicyEvent.PolicyAttached(var policy, var added, var moved, var removed, var part) ->
          new PolicyAttached(
              meta,
              policy.value(),
              ScopeValues.encodePlacements(added),
              ScopeValues.encodePlacements(moved),
              ScopeValues.encode(removed),
              encode(part));
      case PolicyEvent.PolicyDetached(var policy, var removed, var displacedBy, var part) ->
          new PolicyDetached(
              meta,
              policy.value(),
              ScopeValues.encode(removed),
              displacedBy == null ? null : displacedBy.value(),
              encode(part));
      case PolicyEvent.PolicyDeleted(var policy, var lastVersion) ->
          new PolicyDeleted(meta, policy.value(), lastVersion);
      case PolicyEvent.ApiKeyIssued(var key) -> new ApiKeyIssued(meta, AccessValues.encode(key));
      case PolicyEvent.ApiKeyRevoked(var key, var name) ->
          new ApiKeyRevoked(meta, key.value(), name);
      case PolicyEvent.MemberRoleGranted(var member, var email, var role, var before) ->
          new MemberRoleGranted(
              meta,
              AccessValues.encode(member),
              email,
              AccessValues.encode(role),
              before.map(AccessValues::encode).orElse(null));
      case PolicyEvent.MemberRoleRevoked(var member, var role) ->
          new MemberRoleRevoked(meta, AccessValues.encode(member), AccessValues.encode(role));
      case PolicyEvent.MemberInvited(var email, var role, var before) ->
          new MemberInvited(
              meta,
              email.value(),
              AccessValues.encode(role),
              before.map(AccessValues::encode).orElse(null));
      case PolicyEvent.InvitationWithdrawn(var email, var role) ->
          new InvitationWithdrawn(meta, email.value(), AccessValues.encode(role));
      case PolicyEvent.InvitationAccepted(var email, var member, var role) ->
          new InvitationAccepted(
              meta, email.value(), AccessValues.encode(member), AccessValues.encode(role));
      case PolicyEvent.SessionsEnded(var holder) ->
          new SessionsEnded(meta, AccessValues.encode(holder));
      case PolicyEvent.GlobalBlockListReplaced(var list) ->
          new GlobalBlockListReplaced(meta, BlockListValues.encode(list));
      case PolicyEvent.GlobalBlockListChangeDenied(var attempts) ->
          new GlobalBlockListChangeDenied(meta, attempts);
      case PolicyEvent.SuppressionRuleAdded(var rule) ->
          new SuppressionRuleAdded(meta, SuppressionValues.encode(rule));
      case PolicyEvent.SuppressionRuleChanged(var rule, var before) ->
          new SuppressionRuleChanged(
              meta, SuppressionValues.encode(rule), SuppressionValues.encode(before));
      case PolicyEvent.SuppressionRuleRemoved(var rule, var name) ->
          new SuppressionRuleRemoved(meta, rule.digits(), name);
      case PolicyEvent.IntegrationAdded(var integration) ->
          new IntegrationAdded(meta, IntegrationValues.encode(integration));
      case PolicyEvent.IntegrationChanged(var integration, var before) ->
          new IntegrationChanged(
              meta, IntegrationValues.encode(integration), IntegrationValues.encode(before));
      case PolicyEvent.IntegrationRemoved(var integration, var name) ->
          new IntegrationRemoved(meta, integration.digits(), name);
      case PolicyEvent.IntegrationTested(var integration, var name) ->
          new IntegrationTested(meta, integration.digits(), name);
      case PolicyEvent.NotificationSettingsReplaced(var settings, var before) ->
          new NotificationSettingsReplaced(
              meta, NotificationValues.encode(settings), NotificationValues.encode(before));
      case PolicyEvent.DeliveriesReplayed(var integration, var name, var replay) ->
          new DeliveriesReplayed(
              meta,
              integration.digits(),
              name,
              IntegrationValues.delivery(replay),
              IntegrationValues.since(replay),
              IntegrationValues.fromSequence(replay));
    };
  }

  /** Throws {@link IllegalArgumentException} for values that the domain cannot hold. */
  static RecordedEvent decode(SpecificRecord written) {
    return switch (written) {
      case OrganizationAdded e ->
          recorded(e.getMeta(), new PolicyEvent.OrganizationAdded(Owner.of(e.getOwner())));
      case PolicyCreated e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.PolicyCreated(
                  new PolicyName(e.getPolicy()),
                  e.getVersion(),
                  RuleValues.decode(e.getContent())));
      case PolicyUpdated e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.PolicyUpdated(
                  new PolicyName(e.getPolicy()),
                  e.getVersion(),
                  e.getTextBefore(),
                  RuleValues.decode(e.getContent()),
                  e.getRestoredVersion()));
      case PolicyAttached e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.PolicyAttached(
                  new PolicyName(e.getPolicy()),
                  ScopeValues.decodePlacements(e.getAdded()),
                  ScopeValues.decodePlacements(e.getMoved()),
                  ScopeValues.decode(e.getRemoved()),
                  decode(e.getPart())));
      case PolicyDetached e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.PolicyDetached(
                  new PolicyName(e.getPolicy()),
                  ScopeValues.decode(e.getRemoved()),
                  name(e.getDisplacedBy()),
                  decode(e.getPart())));
      case PolicyDeleted e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.PolicyDeleted(new PolicyName(e.getPolicy()), e.getLastVersion()));
      case ApiKeyIssued e ->
          recorded(e.getMeta(), new PolicyEvent.ApiKeyIssued(AccessValues.decode(e.getKey())));
      case ApiKeyRevoked e ->
          recorded(
              e.getMeta(), new PolicyEvent.ApiKeyRevoked(new KeyId(e.getKeyId()), e.getName()));
      case MemberRoleGranted e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.MemberRoleGranted(
                  AccessValues.decode(e.getMember()),
                  e.getEmail(),
                  AccessValues.decode(e.getRole()),
                  role(e.getBefore())));
      case MemberRoleRevoked e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.MemberRoleRevoked(
                  AccessValues.decode(e.getMember()), AccessValues.decode(e.getRole())));
      case MemberInvited e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.MemberInvited(
                  new EmailAddress(e.getEmail()),
                  AccessValues.decode(e.getRole()),
                  role(e.getBefore())));
      case InvitationWithdrawn e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.InvitationWithdrawn(
                  new EmailAddress(e.getEmail()), AccessValues.decode(e.getRole())));
      case InvitationAccepted e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.InvitationAccepted(
                  new EmailAddress(e.getEmail()),
                  AccessValues.decode(e.getMember()),
                  AccessValues.decode(e.getRole())));
      case SessionsEnded e ->
          recorded(e.getMeta(), new PolicyEvent.SessionsEnded(AccessValues.decode(e.getHolder())));
      case GlobalBlockListReplaced e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.GlobalBlockListReplaced(BlockListValues.decode(e.getList())));
      case GlobalBlockListChangeDenied e ->
          recorded(e.getMeta(), new PolicyEvent.GlobalBlockListChangeDenied(e.getAttempts()));
      case SuppressionRuleAdded e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.SuppressionRuleAdded(SuppressionValues.decode(e.getRule())));
      case SuppressionRuleChanged e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.SuppressionRuleChanged(
                  SuppressionValues.decode(e.getRule()), SuppressionValues.decode(e.getBefore())));
      case SuppressionRuleRemoved e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.SuppressionRuleRemoved(new RuleId(e.getRuleId()), e.getName()));
      case IntegrationAdded e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.IntegrationAdded(IntegrationValues.decode(e.getIntegration())));
      case IntegrationChanged e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.IntegrationChanged(
                  IntegrationValues.decode(e.getIntegration()),
                  IntegrationValues.decode(e.getBefore())));
      case IntegrationRemoved e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.IntegrationRemoved(
                  new IntegrationId(e.getIntegrationId()), e.getName()));
      case IntegrationTested e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.IntegrationTested(
                  new IntegrationId(e.getIntegrationId()), e.getName()));
      case NotificationSettingsReplaced e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.NotificationSettingsReplaced(
                  NotificationValues.decode(e.getSettings()),
                  NotificationValues.decode(e.getBefore())));
      case DeliveriesReplayed e ->
          recorded(
              e.getMeta(),
              new PolicyEvent.DeliveriesReplayed(
                  new IntegrationId(e.getIntegrationId()),
                  e.getName(),
                  IntegrationValues.replay(e.getDeliveryId(), e.getSince(), e.getFromSequence())));
      default ->
          throw new IllegalArgumentException(
              written.getSchema().getFullName() + " is no policy event");
    };
  }

  private static RecordedEvent recorded(dev.sallyport.events.EventMeta meta, PolicyEvent event) {
    return new RecordedEvent(decode(meta), event);
  }

  private static dev.sallyport.events.EventMeta encode(EventMeta meta) {
    return new dev.sallyport.events.EventMeta(
        meta.id(),
        meta.owner().name(),
        meta.owner().key(),
        meta.sequence(),
        meta.at(),
        ActorValues.encode(meta.actor()),
        ActorValues.encode(meta.source()),
        meta.command().value(),
        ByteBuffer.wrap(meta.previous().bytes()));
  }

  private static EventMeta decode(dev.sallyport.events.EventMeta meta) {
    Owner owner = Owner.of(meta.getOwner());
    if (!owner.key().equals(meta.getOwnerKey())) {
      throw new IllegalArgumentException(
          "owner " + owner + " has not the key " + meta.getOwnerKey());
    }
    return new EventMeta(
        meta.getEventId(),
        owner,
        meta.getSequence(),
        meta.getTime(),
        ActorValues.decode(meta.getActor()),
        ActorValues.decode(meta.getSource()),
        new CommandId(meta.getCommandId()),
        hash(meta.getPreviousHash()));
  }

  static EventHash hash(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return EventHash.of(copy);
  }

  private static dev.sallyport.events.Part encode(Part part) {
    return new dev.sallyport.events.Part(part.number(), part.of());
  }

  private static Part decode(dev.sallyport.events.Part part) {
    return new Part(part.getNumber(), part.getOf());
  }

  private static @Nullable PolicyName name(@Nullable String name) {
    return name == null ? null : new PolicyName(name);
  }

  private static Optional<Role> role(dev.sallyport.events.@Nullable Role role) {
    return Optional.ofNullable(role).map(AccessValues::decode);
  }
}
