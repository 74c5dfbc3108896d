package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.accept;
import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.book.Decision.Accepted;
import dev.sallyport.domain.book.Decision.Refused;
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
import dev.sallyport.domain.command.Refusal.UnknownOwner;
import dev.sallyport.domain.command.Refusal.WrongBook;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.names.Owner;
import java.time.Instant;
import java.util.ArrayList;

/** What follows from a command. Pure: the time comes in with the command. */
public final class Decisions {
  private Decisions() {}

  /**
   * Decides a command against its owner's book.
   *
   * @param at the time that the events will bear
   */
  public static Decision decide(PolicyBook book, Submission submission, Instant at) {
    var command = submission.command();
    if (!belongs(command, submission.owner())) {
      return refuse(new WrongBook(command.getClass().getSimpleName()));
    }
    if (book.head() == null) {
      return founding(book, submission, at);
    }
    return decided(book, submission, at);
  }

  private static Decision founding(PolicyBook book, Submission submission, Instant at) {
    if (submission.command() instanceof Probe) {
      return accept();
    }
    if (!submission.mayAddOrganization()) {
      return refuse(new UnknownOwner(submission.owner()));
    }
    return switch (decided(book, submission, at)) {
      case Refused refused -> refused;
      case Accepted(var events)
          when events.isEmpty() && !(submission.command() instanceof AddOrganization) ->
          accept();
      case Accepted(var events) -> {
        var all = new ArrayList<PolicyEvent>(events.size() + 1);
        all.add(new OrganizationAdded(submission.owner()));
        all.addAll(events);
        yield accept(all);
      }
    };
  }

  private static Decision decided(PolicyBook book, Submission submission, Instant at) {
    return switch (submission.command()) {
      case AddOrganization _ -> accept();
      case CreatePolicy(var policy, var content) -> Policies.create(book, policy, content);
      case UpdatePolicy(var policy, var content, var expected, var restores) ->
          Policies.update(book, policy, content, expected, restores);
      case UpsertPolicy(var policy, var content, var expected, var keepsUnsaid) ->
          keepsUnsaid
              ? Policies.upsertMembers(book, policy, content, expected)
              : Policies.upsert(book, policy, content, expected);
      case DeletePolicy(var policy, var expected) -> Policies.delete(book, policy, expected);
      case AttachPolicy(var policy, var scopes, var expected) ->
          Attachments.add(book, policy, scopes, expected);
      case ReplaceAttachments(var policy, var scopes, var expected) ->
          Attachments.replace(book, policy, scopes, expected);
      case DetachPolicy(var policy, var scopes, var expected) ->
          Attachments.detach(book, policy, scopes, expected);
      case DetachPolicyEverywhere(var policy, var expected) ->
          Attachments.detachEverywhere(book, policy, expected);
      case IssueApiKey(var key) -> Credentials.issue(book, submission.owner(), key);
      case RevokeApiKey(var key) -> Credentials.revoke(book, key);
      case ReplaceBootstrapKey(var key, var onlyIfNone) ->
          Credentials.replaceBootstrap(book, key, onlyIfNone);
      case GrantRole(var member, var email, var role) ->
          Credentials.grant(book, submission.owner(), member, email, role);
      case RevokeRole(var member) -> Credentials.revoke(book, member);
      case InviteMember(var email, var role) ->
          Invitations.invite(book, submission.owner(), email, role);
      case WithdrawInvitation(var email) -> Invitations.withdraw(book, email);
      case AcceptInvitation(var member, var email) ->
          Invitations.accept(book, submission.owner(), member, email);
      case EndSessions(var holder) -> Credentials.endSessions(book, submission.owner(), holder, at);
      case ReplaceGlobalBlockList(var list) -> BlockLists.replace(book, list);
      case RecordDeniedBlockListChange(var attempts) ->
          BlockLists.recordDenied(book, submission.actor(), attempts, at);
      case AddSuppressionRule(var rule) -> SuppressionRules.add(book, rule, at);
      case ChangeSuppressionRule(var rule) -> SuppressionRules.change(book, rule);
      case RemoveSuppressionRule(var rule) -> SuppressionRules.remove(book, rule);
      case AddIntegration(var integration) -> Integrations.add(book, integration);
      case ChangeIntegration(var integration, var before) ->
          Integrations.change(book, integration, before);
      case RemoveIntegration(var integration) -> Integrations.remove(book, integration);
      case NoteIntegrationGone(var seen) -> Integrations.noteGone(book, seen);
      case ReplaceNotificationSettings replacing -> Notifications.replace(book, replacing);
      case TestIntegration(var integration) -> Integrations.test(book, integration);
      case ReplayDeliveries(var integration, var replay) ->
          Integrations.replay(book, integration, replay);
      case Probe _ -> accept();
    };
  }

  private enum Place {
    ORGANIZATION,
    TENANT,
    EITHER
  }

  private static boolean belongs(PolicyCommand command, Owner owner) {
    return switch (place(command)) {
      case ORGANIZATION -> !owner.isTenant();
      case TENANT -> owner.isTenant();
      case EITHER -> true;
    };
  }

  private static Place place(PolicyCommand command) {
    return switch (command) {
      case IssueApiKey _,
          RevokeApiKey _,
          GrantRole _,
          RevokeRole _,
          InviteMember _,
          WithdrawInvitation _,
          AcceptInvitation _,
          EndSessions _,
          Probe _ ->
          Place.EITHER;
      case ReplaceBootstrapKey _,
          ReplaceGlobalBlockList _,
          RecordDeniedBlockListChange _,
          AddSuppressionRule _,
          ChangeSuppressionRule _,
          RemoveSuppressionRule _ ->
          Place.TENANT;
      case AddOrganization _,
          CreatePolicy _,
          UpdatePolicy _,
          UpsertPolicy _,
          DeletePolicy _,
          AttachPolicy _,
          ReplaceAttachments _,
          DetachPolicy _,
          DetachPolicyEverywhere _,
          AddIntegration _,
          ChangeIntegration _,
          RemoveIntegration _,
          NoteIntegrationGone _,
          ReplaceNotificationSettings _,
          TestIntegration _,
          ReplayDeliveries _ ->
          Place.ORGANIZATION;
    };
  }
}
