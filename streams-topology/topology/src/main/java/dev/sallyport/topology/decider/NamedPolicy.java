package dev.sallyport.topology.decider;

import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.AcceptInvitation;
import dev.sallyport.domain.command.PolicyCommand.AddIntegration;
import dev.sallyport.domain.command.PolicyCommand.AddOrganization;
import dev.sallyport.domain.command.PolicyCommand.AddSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.command.PolicyCommand.ChangeIntegration;
import dev.sallyport.domain.command.PolicyCommand.ChangeSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicyEverywhere;
import dev.sallyport.domain.command.PolicyCommand.EndSessions;
import dev.sallyport.domain.command.PolicyCommand.GrantRole;
import dev.sallyport.domain.command.PolicyCommand.InviteMember;
import dev.sallyport.domain.command.PolicyCommand.IssueApiKey;
import dev.sallyport.domain.command.PolicyCommand.NoteIntegrationGone;
import dev.sallyport.domain.command.PolicyCommand.Probe;
import dev.sallyport.domain.command.PolicyCommand.RecordDeniedBlockListChange;
import dev.sallyport.domain.command.PolicyCommand.RemoveIntegration;
import dev.sallyport.domain.command.PolicyCommand.RemoveSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.command.PolicyCommand.ReplaceBootstrapKey;
import dev.sallyport.domain.command.PolicyCommand.ReplaceGlobalBlockList;
import dev.sallyport.domain.command.PolicyCommand.ReplaceNotificationSettings;
import dev.sallyport.domain.command.PolicyCommand.ReplayDeliveries;
import dev.sallyport.domain.command.PolicyCommand.RevokeApiKey;
import dev.sallyport.domain.command.PolicyCommand.RevokeRole;
import dev.sallyport.domain.command.PolicyCommand.TestIntegration;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpsertPolicy;
import dev.sallyport.domain.command.PolicyCommand.WithdrawInvitation;
import dev.sallyport.domain.names.PolicyName;
import org.jspecify.annotations.Nullable;

/** The policy that a command is about, if it is about one. */
final class NamedPolicy {
  private NamedPolicy() {}

  static @Nullable PolicyName of(PolicyCommand command) {
    return switch (command) {
      case CreatePolicy(var policy, _) -> policy;
      case UpdatePolicy(var policy, _, _, _) -> policy;
      case UpsertPolicy(var policy, _, _, _) -> policy;
      case DeletePolicy(var policy, _) -> policy;
      case AttachPolicy(var policy, _, _) -> policy;
      case ReplaceAttachments(var policy, _, _) -> policy;
      case DetachPolicy(var policy, _, _) -> policy;
      case DetachPolicyEverywhere(var policy, _) -> policy;
      case AddOrganization _,
          IssueApiKey _,
          RevokeApiKey _,
          ReplaceBootstrapKey _,
          GrantRole _,
          RevokeRole _,
          InviteMember _,
          WithdrawInvitation _,
          AcceptInvitation _,
          EndSessions _,
          ReplaceGlobalBlockList _,
          RecordDeniedBlockListChange _,
          AddSuppressionRule _,
          ChangeSuppressionRule _,
          RemoveSuppressionRule _,
          AddIntegration _,
          ChangeIntegration _,
          RemoveIntegration _,
          NoteIntegrationGone _,
          ReplaceNotificationSettings _,
          TestIntegration _,
          ReplayDeliveries _,
          Probe _ ->
          null;
    };
  }
}
