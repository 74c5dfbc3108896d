package dev.sallyport.domain.event;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened in one owner's book. */
public sealed interface PolicyEvent {

  /** Events about one policy: what its history shows. */
  sealed interface AboutPolicy extends PolicyEvent {
    PolicyName policy();
  }

  /** The owner came into being; always its first event. The name is kept as first written. */
  record OrganizationAdded(Owner owner) implements PolicyEvent {}

  /**
   * @param version 1 for a name never used, else one more than the last version of its earlier
   *     life: a version never names two contents
   */
  record PolicyCreated(PolicyName policy, long version, PolicyContent content)
      implements AboutPolicy {}

  /**
   * @param before the text it replaced
   * @param restored the version this update brings back, if it is a rollback
   */
  record PolicyUpdated(
      PolicyName policy,
      long version,
      String before,
      PolicyContent content,
      @Nullable Long restored)
      implements AboutPolicy {}

  /**
   * Anything that adds an attachment, or only puts the attachments in another order.
   *
   * @param added new attachments of this policy
   * @param removed attachments of this policy that ended with it
   * @param moved attachments that stay, with their new place in the order
   */
  record PolicyAttached(
      PolicyName policy,
      List<Placement> added,
      List<Placement> moved,
      List<Scope> removed,
      Part part)
      implements AboutPolicy {
    public PolicyAttached {
      added = List.copyOf(added);
      moved = List.copyOf(moved);
      removed = List.copyOf(removed);
    }

    /** What is placed, new or moved, in the order of the places. */
    public List<Placement> placements() {
      return Stream.concat(moved.stream(), added.stream())
          .sorted(Comparator.comparingLong(Placement::position))
          .toList();
    }
  }

  /**
   * Attachments ended and none was added.
   *
   * @param displacedBy the policy that took these scopes, if that is why
   */
  record PolicyDetached(
      PolicyName policy, List<Scope> removed, @Nullable PolicyName displacedBy, Part part)
      implements AboutPolicy {
    public PolicyDetached {
      removed = List.copyOf(removed);
      if (removed.isEmpty()) {
        throw new IllegalArgumentException("Detaching removes at least one scope.");
      }
    }
  }

  /** The policy ended; its attachments ended before, by events of the same command. */
  record PolicyDeleted(PolicyName policy, long lastVersion) implements AboutPolicy {}

  record ApiKeyIssued(ApiKey key) implements PolicyEvent {}

  record ApiKeyRevoked(KeyId key, String name) implements PolicyEvent {}

  /**
   * @param email shown to people; not an identity
   * @param before the role this one replaces
   */
  record MemberRoleGranted(MemberId member, String email, Role role, Optional<Role> before)
      implements PolicyEvent {}

  record MemberRoleRevoked(MemberId member, Role role) implements PolicyEvent {}

  /**
   * @param before the role of the invitation that this one replaces
   */
  record MemberInvited(EmailAddress email, Role role, Optional<Role> before)
      implements PolicyEvent {}

  record InvitationWithdrawn(EmailAddress email, Role role) implements PolicyEvent {}

  /**
   * The invitation is used up. The role itself is another event of the same command, unless the
   * member had one already that this would have lowered.
   */
  record InvitationAccepted(EmailAddress email, MemberId member, Role role)
      implements PolicyEvent {}

  /** The sessions that the holder had begun before this event are none any more. */
  record SessionsEnded(SessionHolder holder) implements PolicyEvent {}

  /** Of the tenant's book only. */
  record GlobalBlockListReplaced(GlobalBlockList list) implements PolicyEvent {}

  /**
   * Somebody without the right tried to change the global block list.
   *
   * @param attempts how often since the last such event of this actor
   */
  record GlobalBlockListChangeDenied(int attempts) implements PolicyEvent {}

  /** Of the tenant's book only. */
  record SuppressionRuleAdded(SuppressionRule rule) implements PolicyEvent {}

  /**
   * @param before the rule it replaces, of the same id
   */
  record SuppressionRuleChanged(SuppressionRule rule, SuppressionRule before)
      implements PolicyEvent {}

  /** From then on the rule suppresses nothing that comes; what it suppressed stays suppressed. */
  record SuppressionRuleRemoved(RuleId rule, String name) implements PolicyEvent {}

  record IntegrationAdded(Integration integration) implements PolicyEvent {}

  /**
   * @param before what it replaces, of the same id
   */
  record IntegrationChanged(Integration integration, Integration before) implements PolicyEvent {}

  /** Nothing is delivered to it any more, neither what waits nor what comes. */
  record IntegrationRemoved(IntegrationId integration, String name) implements PolicyEvent {}

  /** Somebody wants a notice sent, to see whether it arrives. */
  record IntegrationTested(IntegrationId integration, String name) implements PolicyEvent {}

  /**
   * What integrations are told in consequence are events of the same command.
   *
   * @param before what it replaces
   */
  record NotificationSettingsReplaced(NotificationSettings settings, NotificationSettings before)
      implements PolicyEvent {}

  /** Deliveries are made once more. */
  record DeliveriesReplayed(IntegrationId integration, String name, Replay replay)
      implements PolicyEvent {}
}
