package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.wire.ApiKeyEntry;
import dev.sallyport.wire.BlockListEntry;
import dev.sallyport.wire.BootstrapEntry;
import dev.sallyport.wire.DenialEntry;
import dev.sallyport.wire.Head;
import dev.sallyport.wire.IntegrationEntry;
import dev.sallyport.wire.InvitationEntry;
import dev.sallyport.wire.MemberEntry;
import dev.sallyport.wire.NotificationSettingsEntry;
import dev.sallyport.wire.PlacementEntry;
import dev.sallyport.wire.PolicyEntry;
import dev.sallyport.wire.ScopeEntry;
import dev.sallyport.wire.SessionsEndEntry;
import dev.sallyport.wire.SuppressionRuleEntry;
import dev.sallyport.wire.TextEntry;
import dev.sallyport.wire.Totals;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Values of the store {@code policy-state} and its changelog: one book entry each. */
public final class StateCodec {
  private StateCodec() {}

  /** Times are kept in milliseconds. */
  public static byte[] encode(BookEntry entry) {
    return SingleObject.encode(toRecord(entry));
  }

  /**
   * @throws UndecodableException when this is no entry, or one with values of a newer version
   */
  public static BookEntry decode(byte[] value) {
    SpecificRecord record = SingleObject.decode(value);
    try {
      return fromRecord(record);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(record.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }

  private static SpecificRecord toRecord(BookEntry entry) {
    return switch (entry) {
      case BookEntry.PolicyEntry e ->
          new PolicyEntry(
              e.policy().value(),
              e.version(),
              e.revision(),
              rules(e.rules()),
              e.textBytes(),
              e.scopes(),
              e.nextPosition(),
              millis(e.createdAt()),
              millis(e.changedAt()),
              ActorValues.encode(e.changedBy()));
      case BookEntry.TextEntry(var policy, var text) -> new TextEntry(policy.value(), text);
      case BookEntry.ScopeEntry(var scope, var policy, var position) ->
          new ScopeEntry(ScopeValues.encode(scope), policy.value(), position);
      case BookEntry.PlacementEntry(var policy, var position, var scope) ->
          new PlacementEntry(policy.value(), position, ScopeValues.encode(scope));
      case BookEntry.ApiKeyEntry(var key, var issuedAt, var issuedBy, var revokedAt) ->
          new ApiKeyEntry(
              AccessValues.encode(key),
              millis(issuedAt),
              ActorValues.encode(issuedBy),
              revokedAt == null ? null : millis(revokedAt));
      case BookEntry.BootstrapEntry(var id) -> new BootstrapEntry(id.value());
      case BookEntry.MemberEntry(var member, var email, var role, var grantedAt, var grantedBy) ->
          new MemberEntry(
              AccessValues.encode(member),
              email,
              AccessValues.encode(role),
              millis(grantedAt),
              ActorValues.encode(grantedBy));
      case BookEntry.InvitationEntry(var email, var role, var invitedAt, var invitedBy) ->
          new InvitationEntry(
              email.value(),
              AccessValues.encode(role),
              millis(invitedAt),
              ActorValues.encode(invitedBy));
      case BookEntry.SessionsEndEntry(var holder, var sequence, var at) ->
          new SessionsEndEntry(AccessValues.encode(holder), sequence, millis(at));
      case BookEntry.BlockListEntry(var list, var replacedAt, var replacedBy) ->
          new BlockListEntry(
              BlockListValues.encode(list), millis(replacedAt), ActorValues.encode(replacedBy));
      case BookEntry.DenialEntry(var actor, var at) ->
          new DenialEntry(ActorValues.encode(actor), millis(at));
      case BookEntry.SuppressionRuleEntry e ->
          new SuppressionRuleEntry(
              SuppressionValues.encode(e.rule()),
              millis(e.createdAt()),
              ActorValues.encode(e.createdBy()),
              millis(e.updatedAt()),
              ActorValues.encode(e.updatedBy()),
              e.removedAt() == null ? null : millis(e.removedAt()));
      case BookEntry.IntegrationEntry e ->
          new IntegrationEntry(
              IntegrationValues.encode(e.integration()),
              millis(e.createdAt()),
              ActorValues.encode(e.createdBy()),
              millis(e.updatedAt()),
              ActorValues.encode(e.updatedBy()));
      case BookEntry.NotificationSettingsEntry(var settings, var replacedAt, var replacedBy) ->
          new NotificationSettingsEntry(
              NotificationValues.encode(settings),
              millis(replacedAt),
              ActorValues.encode(replacedBy));
      case BookEntry.Totals(var policies, var textBytes, var keys, var members, var invitations) ->
          new Totals(policies, textBytes, keys, members, invitations);
      case BookEntry.Head(var owner, var sequence, var hash, var at) ->
          new Head(owner.name(), sequence, ByteBuffer.wrap(hash.bytes()), millis(at));
    };
  }

  private static BookEntry fromRecord(SpecificRecord written) {
    return switch (written) {
      case PolicyEntry e ->
          new BookEntry.PolicyEntry(
              new PolicyName(e.getPolicy()),
              e.getVersion(),
              e.getRevision(),
              rules(e.getRules()),
              e.getTextBytes(),
              e.getScopes(),
              e.getNextPosition(),
              e.getCreatedAt(),
              e.getChangedAt(),
              ActorValues.decode(e.getChangedBy()));
      case TextEntry e -> new BookEntry.TextEntry(new PolicyName(e.getPolicy()), e.getText());
      case ScopeEntry e ->
          new BookEntry.ScopeEntry(
              ScopeValues.decode(e.getScope()), new PolicyName(e.getPolicy()), e.getPosition());
      case PlacementEntry e ->
          new BookEntry.PlacementEntry(
              new PolicyName(e.getPolicy()), e.getPosition(), ScopeValues.decode(e.getScope()));
      case ApiKeyEntry e ->
          new BookEntry.ApiKeyEntry(
              AccessValues.decode(e.getKey()),
              e.getIssuedAt(),
              ActorValues.decode(e.getIssuedBy()),
              e.getRevokedAt());
      case BootstrapEntry e -> new BookEntry.BootstrapEntry(new KeyId(e.getKeyId()));
      case MemberEntry e ->
          new BookEntry.MemberEntry(
              AccessValues.decode(e.getMember()),
              e.getEmail(),
              AccessValues.decode(e.getRole()),
              e.getGrantedAt(),
              ActorValues.decode(e.getGrantedBy()));
      case InvitationEntry e ->
          new BookEntry.InvitationEntry(
              new EmailAddress(e.getEmail()),
              AccessValues.decode(e.getRole()),
              e.getInvitedAt(),
              ActorValues.decode(e.getInvitedBy()));
      case SessionsEndEntry e ->
          new BookEntry.SessionsEndEntry(
              AccessValues.decode(e.getHolder()), e.getSequence(), e.getAt());
      case BlockListEntry e ->
          new BookEntry.BlockListEntry(
              BlockListValues.decode(e.getList()),
              e.getReplacedAt(),
              ActorValues.decode(e.getReplacedBy()));
      case DenialEntry e -> new BookEntry.DenialEntry(ActorValues.decode(e.getActor()), e.getAt());
      case SuppressionRuleEntry e ->
          new BookEntry.SuppressionRuleEntry(
              SuppressionValues.decode(e.getRule()),
              e.getCreatedAt(),
              ActorValues.decode(e.getCreatedBy()),
              e.getUpdatedAt(),
              ActorValues.decode(e.getUpdatedBy()),
              e.getRemovedAt());
      case IntegrationEntry e ->
          new BookEntry.IntegrationEntry(
              IntegrationValues.decode(e.getIntegration()),
              e.getCreatedAt(),
              ActorValues.decode(e.getCreatedBy()),
              e.getUpdatedAt(),
              ActorValues.decode(e.getUpdatedBy()));
      case NotificationSettingsEntry e ->
          new BookEntry.NotificationSettingsEntry(
              NotificationValues.decode(e.getSettings()),
              e.getReplacedAt(),
              ActorValues.decode(e.getReplacedBy()));
      case Totals e ->
          new BookEntry.Totals(
              e.getPolicies(), e.getTextBytes(), e.getKeys(), e.getMembers(), e.getInvitations());
      case Head e ->
          new BookEntry.Head(
              Owner.of(e.getOwner()), e.getSequence(), EventRecords.hash(e.getHash()), e.getAt());
      default -> throw new IllegalArgumentException("no book entry");
    };
  }

  private static dev.sallyport.events.@Nullable PolicyRules rules(@Nullable PolicyRules rules) {
    return rules == null ? null : RuleValues.encode(rules);
  }

  private static @Nullable PolicyRules rules(dev.sallyport.events.@Nullable PolicyRules rules) {
    return rules == null ? null : RuleValues.decode(rules);
  }

  private static Instant millis(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }
}
