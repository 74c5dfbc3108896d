package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.Placement;
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
import dev.sallyport.domain.history.EventType;
import dev.sallyport.domain.names.PolicyName;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event of an owner's log. Members that its type does not have are left out.
 *
 * @param type such as {@code Policy Attached}
 * @param change what is particular to the type
 * @param previousHash the link of the chain that it builds on
 */
@Schema(name = "Event")
public record EventJson(
    long sequence,
    String type,
    ActorJson actor,
    String source,
    Instant at,
    String eventId,
    String commandId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String policy,
    ChangeJson change,
    String previousHash) {

  static EventJson of(RecordedEvent recorded) {
    var meta = recorded.meta();
    var change = change(recorded);
    return new EventJson(
        meta.sequence(),
        EventType.of(recorded.event()).title(),
        ActorJson.of(meta.actor()),
        Words.of(meta.source()),
        meta.at(),
        meta.id().toString(),
        meta.command().toString(),
        policy(recorded),
        change,
        meta.previous().hex());
  }

  private static @Nullable String policy(RecordedEvent recorded) {
    return recorded.event() instanceof dev.sallyport.domain.event.PolicyEvent.AboutPolicy about
        ? about.policy().value()
        : null;
  }

  private static ChangeJson change(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case OrganizationAdded(var owner) -> new OrganizationChange(owner.name());
      case PolicyCreated(_, var version, var content) ->
          new TextChange(version, null, content.text(), null);
      case PolicyUpdated(_, var version, var before, var content, var restored) ->
          new TextChange(version, before, content.text(), restored);
      case PolicyAttached(_, var added, var moved, var removed, var part) ->
          new PlacementChange(
              scopes(added), scopes(moved), ScopeJson.of(removed), null, null, PartJson.of(part));
      case PolicyDetached(_, var removed, var displacedBy, var part) ->
          new PlacementChange(
              null, null, ScopeJson.of(removed), null, text(displacedBy), PartJson.of(part));
      case PolicyDeleted(_, var lastVersion) -> new EndChange(lastVersion);
      case ApiKeyIssued(var key) -> KeyChange.of(key);
      case ApiKeyRevoked(KeyId id, var name) -> new KeyChange(id.value(), name, null, null);
      case MemberRoleGranted(var member, var email, var role, var before) ->
          MemberChange.of(member, email, role, before.orElse(null));
      case MemberRoleRevoked(var member, var role) -> MemberChange.of(member, null, null, role);
      case MemberInvited(var email, var role, var before) ->
          InvitationChange.of(email, role, before.orElse(null));
      case InvitationWithdrawn(var email, var role) -> InvitationChange.of(email, role, null);
      case InvitationAccepted(var email, var member, var role) ->
          InvitationChange.accepted(email, member, role);
      case SessionsEnded(var holder) -> SessionsChange.of(holder);
      case GlobalBlockListReplaced(var list) ->
          new BlockListChange(
              list.ipAddresses().size(), list.domains().size(), list.wildcardDomains().size());
      case GlobalBlockListChangeDenied(var attempts) -> new DenialChange(attempts);
      case SuppressionRuleAdded(var rule) -> SuppressionRuleChange.of(rule, null);
      case SuppressionRuleChanged(var rule, var before) -> SuppressionRuleChange.of(rule, before);
      case SuppressionRuleRemoved(var id, var name) -> SuppressionRuleChange.removed(id, name);
      case IntegrationAdded(var integration) -> IntegrationChange.of(integration, null);
      case IntegrationChanged(var integration, var before) ->
          IntegrationChange.of(integration, before);
      case IntegrationRemoved(var id, var name) -> IntegrationChange.named(id, name);
      case IntegrationTested(var id, var name) -> IntegrationChange.named(id, name);
      case NotificationSettingsReplaced(var settings, var before) ->
          NotificationsChange.of(settings, before);
      case DeliveriesReplayed(var id, var name, var replay) ->
          IntegrationChange.replayed(id, name, replay);
    };
  }

  private static List<ScopeJson> scopes(List<Placement> placements) {
    return placements.stream().map(Placement::scope).map(ScopeJson::of).toList();
  }

  private static @Nullable String text(@Nullable PolicyName policy) {
    return policy == null ? null : policy.value();
  }

  /** What is particular to a type of event. */
  @Schema(
      name = "Change",
      oneOf = {
        OrganizationChange.class,
        TextChange.class,
        PlacementChange.class,
        EndChange.class,
        KeyChange.class,
        MemberChange.class,
        InvitationChange.class,
        SessionsChange.class,
        BlockListChange.class,
        DenialChange.class,
        SuppressionRuleChange.class,
        IntegrationChange.class,
        NotificationsChange.class
      })
  public sealed interface ChangeJson
      permits OrganizationChange,
          TextChange,
          PlacementChange,
          EndChange,
          KeyChange,
          MemberChange,
          InvitationChange,
          SessionsChange,
          BlockListChange,
          DenialChange,
          SuppressionRuleChange,
          IntegrationChange,
          NotificationsChange,
          HistoryEntryJson.OtherChange {}

  /** Of Organization Added. */
  @Schema(name = "OrganizationChange")
  public record OrganizationChange(String owner) implements ChangeJson {}

  /**
   * Of Policy Created and Policy Updated.
   *
   * @param restored the version that a rollback brought back
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "TextChange")
  public record TextChange(
      long version, @Nullable String before, String after, @Nullable Long restored)
      implements ChangeJson {}

  /**
   * Of Policy Attached and Policy Detached.
   *
   * @param moved scopes that only changed their place in the order
   * @param transitions such as {@code app: specific workflows → entire repository}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PlacementChange")
  public record PlacementChange(
      @Nullable List<ScopeJson> added,
      @Nullable List<ScopeJson> moved,
      List<ScopeJson> removed,
      @Nullable List<String> transitions,
      @Nullable String displacedBy,
      @Nullable PartJson part)
      implements ChangeJson {}

  /** Of Policy Deleted. */
  @Schema(name = "EndChange")
  public record EndChange(long lastVersion) implements ChangeJson {}

  /** Of API Key Issued and API Key Revoked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "KeyChange")
  public record KeyChange(String id, String name, @Nullable String kind, @Nullable String cluster)
      implements ChangeJson {
    static KeyChange of(ApiKey key) {
      var cluster = key.cluster();
      return new KeyChange(
          key.id().value(), key.name(), key.kind().word(), cluster == null ? null : cluster.name());
    }
  }

  /** Of Member Role Granted and Member Role Revoked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MemberChange")
  public record MemberChange(
      String issuer,
      String subject,
      @Nullable String email,
      @Nullable String role,
      @Nullable String before)
      implements ChangeJson {
    static MemberChange of(
        MemberId member, @Nullable String email, @Nullable Role role, @Nullable Role before) {
      return new MemberChange(
          member.issuer(),
          member.subject(),
          email,
          role == null ? null : Words.of(role),
          before == null ? null : Words.of(before));
    }
  }

  /** Of Global Block List Replaced: how many entries of each kind. */
  @Schema(name = "BlockListChange")
  public record BlockListChange(int ipAddresses, int domains, int wildcardDomains)
      implements ChangeJson {}

  /** Of Global Block List Change Denied. */
  @Schema(name = "DenialChange")
  public record DenialChange(int attempts) implements ChangeJson {}

  /** Which part of a change too large for one event. */
  @Schema(name = "Part")
  public record PartJson(int number, int of) {
    static @Nullable PartJson of(Part part) {
      return part.of() == 1 ? null : new PartJson(part.number(), part.of());
    }
  }
}
