package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.wire.AcceptInvitation;
import dev.sallyport.wire.AddIntegration;
import dev.sallyport.wire.AddOrganization;
import dev.sallyport.wire.AddSuppressionRule;
import dev.sallyport.wire.AttachPolicy;
import dev.sallyport.wire.ChangeIntegration;
import dev.sallyport.wire.ChangeSuppressionRule;
import dev.sallyport.wire.CreatePolicy;
import dev.sallyport.wire.DeletePolicy;
import dev.sallyport.wire.DetachPolicy;
import dev.sallyport.wire.DetachPolicyEverywhere;
import dev.sallyport.wire.EndSessions;
import dev.sallyport.wire.GrantRole;
import dev.sallyport.wire.InviteMember;
import dev.sallyport.wire.IssueApiKey;
import dev.sallyport.wire.NoteIntegrationGone;
import dev.sallyport.wire.Probe;
import dev.sallyport.wire.RecordDeniedBlockListChange;
import dev.sallyport.wire.RemoveIntegration;
import dev.sallyport.wire.RemoveSuppressionRule;
import dev.sallyport.wire.ReplaceAttachments;
import dev.sallyport.wire.ReplaceBootstrapKey;
import dev.sallyport.wire.ReplaceGlobalBlockList;
import dev.sallyport.wire.ReplaceNotificationSettings;
import dev.sallyport.wire.ReplayDeliveries;
import dev.sallyport.wire.RevokeApiKey;
import dev.sallyport.wire.RevokeRole;
import dev.sallyport.wire.TestIntegration;
import dev.sallyport.wire.UpdatePolicy;
import dev.sallyport.wire.UpsertPolicy;
import dev.sallyport.wire.WithdrawInvitation;
import org.apache.avro.specific.SpecificRecord;

/** One Avro record for each command of the domain. */
final class CommandRecords {
  private CommandRecords() {}

  static SpecificRecord encode(PolicyCommand command) {
    return switch (command) {
      case PolicyCommand.AddOrganization _ -> new AddOrganization();
      case PolicyCommand.CreatePolicy(var policy, var content) ->
          new CreatePolicy(policy.value(), RuleValues.encode(content));
      case PolicyCommand.UpdatePolicy(var policy, var content, var expected, var restores) ->
          new UpdatePolicy(policy.value(), RuleValues.encode(content), expected, restores);
      case PolicyCommand.UpsertPolicy(var policy, var content, var expected, var keepsUnsaid) ->
          new UpsertPolicy(policy.value(), RuleValues.encode(content), expected, keepsUnsaid);
      case PolicyCommand.DeletePolicy(var policy, var expected) ->
          new DeletePolicy(policy.value(), expected);
      case PolicyCommand.AttachPolicy(var policy, var scopes, var expected) ->
          new AttachPolicy(policy.value(), ScopeValues.encode(scopes), expected);
      case PolicyCommand.ReplaceAttachments(var policy, var scopes, var expected) ->
          new ReplaceAttachments(policy.value(), ScopeValues.encode(scopes), expected);
      case PolicyCommand.DetachPolicy(var policy, var scopes, var expected) ->
          new DetachPolicy(policy.value(), ScopeValues.encode(scopes), expected);
      case PolicyCommand.DetachPolicyEverywhere(var policy, var expected) ->
          new DetachPolicyEverywhere(policy.value(), expected);
      case PolicyCommand.IssueApiKey(var key) -> new IssueApiKey(AccessValues.encode(key));
      case PolicyCommand.RevokeApiKey(var key) -> new RevokeApiKey(key.value());
      case PolicyCommand.ReplaceBootstrapKey(var key, var onlyIfNone) ->
          new ReplaceBootstrapKey(AccessValues.encode(key), onlyIfNone);
      case PolicyCommand.GrantRole(var member, var email, var role) ->
          new GrantRole(AccessValues.encode(member), email, AccessValues.encode(role));
      case PolicyCommand.RevokeRole(var member) -> new RevokeRole(AccessValues.encode(member));
      case PolicyCommand.InviteMember(var email, var role) ->
          new InviteMember(email.value(), AccessValues.encode(role));
      case PolicyCommand.WithdrawInvitation(var email) -> new WithdrawInvitation(email.value());
      case PolicyCommand.AcceptInvitation(var member, var email) ->
          new AcceptInvitation(AccessValues.encode(member), email.value());
      case PolicyCommand.EndSessions(var holder) -> new EndSessions(AccessValues.encode(holder));
      case PolicyCommand.ReplaceGlobalBlockList(var list) ->
          new ReplaceGlobalBlockList(BlockListValues.encode(list));
      case PolicyCommand.RecordDeniedBlockListChange(var attempts) ->
          new RecordDeniedBlockListChange(attempts);
      case PolicyCommand.AddSuppressionRule(var rule) ->
          new AddSuppressionRule(SuppressionValues.encode(rule));
      case PolicyCommand.ChangeSuppressionRule(var rule) ->
          new ChangeSuppressionRule(SuppressionValues.encode(rule));
      case PolicyCommand.RemoveSuppressionRule(var rule) ->
          new RemoveSuppressionRule(rule.digits());
      case PolicyCommand.AddIntegration(var integration) ->
          new AddIntegration(IntegrationValues.encode(integration));
      case PolicyCommand.ChangeIntegration(var integration, var before) ->
          new ChangeIntegration(
              IntegrationValues.encode(integration), IntegrationValues.encode(before));
      case PolicyCommand.RemoveIntegration(var integration) ->
          new RemoveIntegration(integration.digits());
      case PolicyCommand.NoteIntegrationGone(var seen) ->
          new NoteIntegrationGone(IntegrationValues.encode(seen));
      case PolicyCommand.ReplaceNotificationSettings c ->
          new ReplaceNotificationSettings(
              NotificationValues.encode(c.settings()),
              NotificationValues.encode(c.channels()),
              NotificationValues.encode(c.before()),
              NotificationValues.encode(c.channelsBefore()));
      case PolicyCommand.TestIntegration(var integration) ->
          new TestIntegration(integration.digits());
      case PolicyCommand.ReplayDeliveries(var integration, var replay) ->
          new ReplayDeliveries(
              integration.digits(),
              IntegrationValues.delivery(replay),
              IntegrationValues.since(replay),
              IntegrationValues.fromSequence(replay));
      case PolicyCommand.Probe _ -> new Probe();
    };
  }

  /** Throws {@link IllegalArgumentException} for values that the domain cannot hold. */
  static PolicyCommand decode(SpecificRecord written) {
    return switch (written) {
      case AddOrganization _ -> new PolicyCommand.AddOrganization();
      case CreatePolicy c ->
          new PolicyCommand.CreatePolicy(
              new PolicyName(c.getPolicy()), RuleValues.decode(c.getContent()));
      case UpdatePolicy c ->
          new PolicyCommand.UpdatePolicy(
              new PolicyName(c.getPolicy()),
              RuleValues.decode(c.getContent()),
              c.getExpected(),
              c.getRestores());
      case UpsertPolicy c ->
          new PolicyCommand.UpsertPolicy(
              new PolicyName(c.getPolicy()),
              RuleValues.decode(c.getContent()),
              c.getExpected(),
              c.getKeepsUnsaid());
      case DeletePolicy c ->
          new PolicyCommand.DeletePolicy(new PolicyName(c.getPolicy()), c.getExpected());
      case AttachPolicy c ->
          new PolicyCommand.AttachPolicy(
              new PolicyName(c.getPolicy()), ScopeValues.decode(c.getScopes()), c.getExpected());
      case ReplaceAttachments c ->
          new PolicyCommand.ReplaceAttachments(
              new PolicyName(c.getPolicy()), ScopeValues.decode(c.getScopes()), c.getExpected());
      case DetachPolicy c ->
          new PolicyCommand.DetachPolicy(
              new PolicyName(c.getPolicy()), ScopeValues.decode(c.getScopes()), c.getExpected());
      case DetachPolicyEverywhere c ->
          new PolicyCommand.DetachPolicyEverywhere(new PolicyName(c.getPolicy()), c.getExpected());
      case IssueApiKey c -> new PolicyCommand.IssueApiKey(AccessValues.decode(c.getKey()));
      case RevokeApiKey c -> new PolicyCommand.RevokeApiKey(new KeyId(c.getKeyId()));
      case ReplaceBootstrapKey c ->
          new PolicyCommand.ReplaceBootstrapKey(AccessValues.decode(c.getKey()), c.getOnlyIfNone());
      case GrantRole c ->
          new PolicyCommand.GrantRole(
              AccessValues.decode(c.getMember()), c.getEmail(), AccessValues.decode(c.getRole()));
      case RevokeRole c -> new PolicyCommand.RevokeRole(AccessValues.decode(c.getMember()));
      case InviteMember c ->
          new PolicyCommand.InviteMember(
              new EmailAddress(c.getEmail()), AccessValues.decode(c.getRole()));
      case WithdrawInvitation c ->
          new PolicyCommand.WithdrawInvitation(new EmailAddress(c.getEmail()));
      case AcceptInvitation c ->
          new PolicyCommand.AcceptInvitation(
              AccessValues.decode(c.getMember()), new EmailAddress(c.getEmail()));
      case EndSessions c -> new PolicyCommand.EndSessions(AccessValues.decode(c.getHolder()));
      case ReplaceGlobalBlockList c ->
          new PolicyCommand.ReplaceGlobalBlockList(BlockListValues.decode(c.getList()));
      case RecordDeniedBlockListChange c ->
          new PolicyCommand.RecordDeniedBlockListChange(c.getAttempts());
      case AddSuppressionRule c ->
          new PolicyCommand.AddSuppressionRule(SuppressionValues.decode(c.getRule()));
      case ChangeSuppressionRule c ->
          new PolicyCommand.ChangeSuppressionRule(SuppressionValues.decode(c.getRule()));
      case RemoveSuppressionRule c ->
          new PolicyCommand.RemoveSuppressionRule(new RuleId(c.getRuleId()));
      case AddIntegration c ->
          new PolicyCommand.AddIntegration(IntegrationValues.decode(c.getIntegration()));
      case ChangeIntegration c ->
          new PolicyCommand.ChangeIntegration(
              IntegrationValues.decode(c.getIntegration()),
              IntegrationValues.decode(c.getBefore()));
      case RemoveIntegration c ->
          new PolicyCommand.RemoveIntegration(new IntegrationId(c.getIntegrationId()));
      case NoteIntegrationGone c ->
          new PolicyCommand.NoteIntegrationGone(IntegrationValues.decode(c.getSeen()));
      case ReplaceNotificationSettings c ->
          new PolicyCommand.ReplaceNotificationSettings(
              NotificationValues.decode(c.getSettings()),
              NotificationValues.decode(c.getChannels()),
              NotificationValues.decode(c.getBefore()),
              NotificationValues.decode(c.getChannelsBefore()));
      case TestIntegration c ->
          new PolicyCommand.TestIntegration(new IntegrationId(c.getIntegrationId()));
      case ReplayDeliveries c ->
          new PolicyCommand.ReplayDeliveries(
              new IntegrationId(c.getIntegrationId()),
              IntegrationValues.replay(c.getDeliveryId(), c.getSince(), c.getFromSequence()));
      case Probe _ -> new PolicyCommand.Probe();
      default ->
          throw new IllegalArgumentException(written.getSchema().getFullName() + " is no command");
    };
  }
}
