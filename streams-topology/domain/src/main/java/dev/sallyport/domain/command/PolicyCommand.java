package dev.sallyport.domain.command;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of one owner's book. Wherever it stands, {@code expected} is the
 * revision of the policy that the author last saw (an {@code If-Match}); absent, any will do.
 */
public sealed interface PolicyCommand {
  /** Brings the owner into being and nothing else. */
  record AddOrganization() implements PolicyCommand {}

  record CreatePolicy(PolicyName policy, PolicyContent content) implements PolicyCommand {}

  /**
   * @param restores the version whose content this is, when it is a rollback
   */
  record UpdatePolicy(
      PolicyName policy, PolicyContent content, @Nullable Long expected, @Nullable Long restores)
      implements PolicyCommand {}

  /**
   * Creates or updates: Terraform's only way of writing.
   *
   * @param keepsUnsaid the content was made from members that have no words for everything: of a
   *     policy that stands, {@code disable-sudo-and-containers} stays where the content does not
   *     set it, and so does the author's text where it says the same
   */
  record UpsertPolicy(
      PolicyName policy, PolicyContent content, @Nullable Long expected, boolean keepsUnsaid)
      implements PolicyCommand {
    public UpsertPolicy(PolicyName policy, PolicyContent content, @Nullable Long expected) {
      this(policy, content, expected, false);
    }
  }

  record DeletePolicy(PolicyName policy, @Nullable Long expected) implements PolicyCommand {}

  /** Attaches to these scopes and keeps the others. */
  record AttachPolicy(PolicyName policy, List<Scope> scopes, @Nullable Long expected)
      implements PolicyCommand {
    public AttachPolicy {
      scopes = List.copyOf(scopes);
    }
  }

  /** Attaches to exactly these scopes, in this order. */
  record ReplaceAttachments(PolicyName policy, List<Scope> scopes, @Nullable Long expected)
      implements PolicyCommand {
    public ReplaceAttachments {
      scopes = List.copyOf(scopes);
    }
  }

  /** Detaches from these scopes; one that the policy does not stand at changes nothing. */
  record DetachPolicy(PolicyName policy, List<Scope> scopes, @Nullable Long expected)
      implements PolicyCommand {
    public DetachPolicy {
      scopes = List.copyOf(scopes);
    }
  }

  record DetachPolicyEverywhere(PolicyName policy, @Nullable Long expected)
      implements PolicyCommand {}

  record IssueApiKey(ApiKey key) implements PolicyCommand {}

  record RevokeApiKey(KeyId key) implements PolicyCommand {}

  /**
   * Issues the tenant's bootstrap key; one that was there before ends.
   *
   * @param onlyIfNone changes nothing where any bootstrap key stands, used or revoked: the first
   *     start
   */
  record ReplaceBootstrapKey(ApiKey key, boolean onlyIfNone) implements PolicyCommand {}

  record GrantRole(MemberId member, String email, Role role) implements PolicyCommand {}

  record RevokeRole(MemberId member) implements PolicyCommand {}

  /** Offers a role to whoever proves to have this address; in place of any other offer to it. */
  record InviteMember(EmailAddress email, Role role) implements PolicyCommand {}

  record WithdrawInvitation(EmailAddress email) implements PolicyCommand {}

  /**
   * Makes whoever was invited a member. That the address is theirs has been proved by whoever asks.
   *
   * <p>An invitation never lowers a role: a member who may do something that the role of the
   * invitation does not allow keeps the role they have, and the invitation is used up all the same.
   */
  record AcceptInvitation(MemberId member, EmailAddress email) implements PolicyCommand {}

  /**
   * Ends every session that the holder has begun. Asked again it does so again, to the sessions
   * begun meanwhile: there is no "already so". But it takes no permission, so that whoever may only
   * read could fill the log with it: once in ten seconds.
   */
  record EndSessions(SessionHolder holder) implements PolicyCommand {}

  record ReplaceGlobalBlockList(GlobalBlockList list) implements PolicyCommand {}

  record RecordDeniedBlockListChange(int attempts) implements PolicyCommand {}

  /** Of the tenant's book only. The same rule again changes nothing. */
  record AddSuppressionRule(SuppressionRule rule) implements PolicyCommand {}

  /** Puts a rule in place of the one that stands under its id. */
  record ChangeSuppressionRule(SuppressionRule rule) implements PolicyCommand {}

  /** Ends a rule: what comes from then on is no longer suppressed, what it suppressed stays so. */
  record RemoveSuppressionRule(RuleId rule) implements PolicyCommand {}

  /** The same integration again changes nothing. */
  record AddIntegration(Integration integration) implements PolicyCommand {}

  /**
   * Puts an integration in place of the one that stands under its id.
   *
   * @param before what its author made it from: another that stands meanwhile is not overwritten,
   *     or its secrets would be gone
   */
  record ChangeIntegration(Integration integration, Integration before) implements PolicyCommand {}

  /** Ends an integration: what waits to be delivered to it never is. */
  record RemoveIntegration(IntegrationId integration) implements PolicyCommand {}

  /**
   * Ends what an integration is told because its destination said that it is gone for good.
   *
   * @param seen the integration that was delivered to: one that was changed since leads elsewhere
   */
  record NoteIntegrationGone(Integration seen) implements PolicyCommand {}

  /**
   * Replaces the notification settings and the integrations that they lead to.
   *
   * @param channels the integrations that the settings name
   * @param before the settings that its author made these from
   * @param channelsBefore the integrations that those led to: others that stand meanwhile are not
   *     overwritten
   */
  record ReplaceNotificationSettings(
      NotificationSettings settings,
      List<Integration> channels,
      NotificationSettings before,
      List<Integration> channelsBefore)
      implements PolicyCommand {
    public ReplaceNotificationSettings {
      channels = List.copyOf(channels);
      channelsBefore = List.copyOf(channelsBefore);
    }
  }

  /** Has a notice sent, to see whether it arrives. */
  record TestIntegration(IntegrationId integration) implements PolicyCommand {}

  /** Has deliveries made once more. */
  record ReplayDeliveries(IntegrationId integration, Replay replay) implements PolicyCommand {}

  /** Changes nothing: asks whether a change could be decided now. */
  record Probe() implements PolicyCommand {}
}
