package dev.sallyport.domain.history;

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
import java.util.Arrays;
import java.util.Optional;

/** The kinds of events under the names that people and interfaces use. */
public enum EventType {
  ORGANIZATION_ADDED("Organization Added"),
  POLICY_CREATED("Policy Created"),
  POLICY_UPDATED("Policy Updated"),
  POLICY_ATTACHED("Policy Attached"),
  POLICY_DETACHED("Policy Detached"),
  POLICY_DELETED("Policy Deleted"),
  API_KEY_ISSUED("API Key Issued"),
  API_KEY_REVOKED("API Key Revoked"),
  MEMBER_ROLE_GRANTED("Member Role Granted"),
  MEMBER_ROLE_REVOKED("Member Role Revoked"),
  MEMBER_INVITED("Member Invited"),
  INVITATION_WITHDRAWN("Invitation Withdrawn"),
  INVITATION_ACCEPTED("Invitation Accepted"),
  SESSIONS_ENDED("Sessions Ended"),
  GLOBAL_BLOCK_LIST_REPLACED("Global Block List Replaced"),
  GLOBAL_BLOCK_LIST_CHANGE_DENIED("Global Block List Change Denied"),
  SUPPRESSION_RULE_ADDED("Suppression Rule Added"),
  SUPPRESSION_RULE_CHANGED("Suppression Rule Changed"),
  SUPPRESSION_RULE_REMOVED("Suppression Rule Removed"),
  INTEGRATION_ADDED("Integration Added"),
  INTEGRATION_CHANGED("Integration Changed"),
  INTEGRATION_REMOVED("Integration Removed"),
  INTEGRATION_TESTED("Integration Tested"),
  NOTIFICATION_SETTINGS_REPLACED("Notification Settings Replaced"),
  DELIVERIES_REPLAYED("Deliveries Replayed");

  private final String title;

  EventType(String title) {
    this.title = title;
  }

  public static EventType of(PolicyEvent event) {
    return switch (event) {
      case OrganizationAdded _ -> ORGANIZATION_ADDED;
      case PolicyCreated _ -> POLICY_CREATED;
      case PolicyUpdated _ -> POLICY_UPDATED;
      case PolicyAttached _ -> POLICY_ATTACHED;
      case PolicyDetached _ -> POLICY_DETACHED;
      case PolicyDeleted _ -> POLICY_DELETED;
      case ApiKeyIssued _ -> API_KEY_ISSUED;
      case ApiKeyRevoked _ -> API_KEY_REVOKED;
      case MemberRoleGranted _ -> MEMBER_ROLE_GRANTED;
      case MemberRoleRevoked _ -> MEMBER_ROLE_REVOKED;
      case MemberInvited _ -> MEMBER_INVITED;
      case InvitationWithdrawn _ -> INVITATION_WITHDRAWN;
      case InvitationAccepted _ -> INVITATION_ACCEPTED;
      case SessionsEnded _ -> SESSIONS_ENDED;
      case GlobalBlockListReplaced _ -> GLOBAL_BLOCK_LIST_REPLACED;
      case GlobalBlockListChangeDenied _ -> GLOBAL_BLOCK_LIST_CHANGE_DENIED;
      case SuppressionRuleAdded _ -> SUPPRESSION_RULE_ADDED;
      case SuppressionRuleChanged _ -> SUPPRESSION_RULE_CHANGED;
      case SuppressionRuleRemoved _ -> SUPPRESSION_RULE_REMOVED;
      case IntegrationAdded _ -> INTEGRATION_ADDED;
      case IntegrationChanged _ -> INTEGRATION_CHANGED;
      case IntegrationRemoved _ -> INTEGRATION_REMOVED;
      case IntegrationTested _ -> INTEGRATION_TESTED;
      case NotificationSettingsReplaced _ -> NOTIFICATION_SETTINGS_REPLACED;
      case DeliveriesReplayed _ -> DELIVERIES_REPLAYED;
    };
  }

  /** The type of this {@link #title()}. */
  public static Optional<EventType> titled(String title) {
    return Arrays.stream(values()).filter(type -> type.title.equals(title)).findFirst();
  }

  /** As histories show it, such as {@code Policy Attached}. */
  public String title() {
    return title;
  }
}
