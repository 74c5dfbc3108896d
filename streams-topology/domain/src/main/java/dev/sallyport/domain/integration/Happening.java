package dev.sallyport.domain.integration;

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
import dev.sallyport.domain.insight.DetectionType;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an integration can be told of. */
public enum Happening {
  POLICY_CREATED("policy-created", "Policy created"),
  POLICY_UPDATED("policy-updated", "Policy updated"),
  POLICY_ATTACHED("policy-attached", "Policy attached"),
  POLICY_DETACHED("policy-detached", "Policy detached"),
  POLICY_DELETED("policy-deleted", "Policy deleted"),
  KEY_ISSUED("key-issued", "API key issued"),
  KEY_REVOKED("key-revoked", "API key revoked"),
  /** Members, sessions, integrations, and what a newer version has that this one does not know. */
  OTHER_CHANGE("other-change", "Any other change"),
  BLOCKED_CALL("blocked-call", "Outbound call blocked"),
  NEW_OUTBOUND_CALL("new-outbound-call", "New outbound call"),
  POLICY_NOT_ENFORCED("policy-not-enforced", "Policy not enforced as served"),
  PRIVILEGED_CONTAINER("privileged-container", "Privileged container"),
  REVERSE_SHELL("reverse-shell", "Reverse shell"),
  RUNNER_WORKER_MEMORY_READ("runner-worker-memory-read", "Memory of the runner read"),
  /** Another integration of the same organization was not reached in time. */
  DELIVERY_FAILED("delivery-failed", "Delivery failed");

  private final String text;
  private final String title;

  Happening(String text, String title) {
    this.text = text;
    this.title = title;
  }

  /** Its name in interfaces. */
  public String text() {
    return text;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** The one of exactly this {@link #text()}. */
  public static Optional<Happening> named(String text) {
    return Stream.of(values()).filter(each -> each.text.equals(text)).findFirst();
  }

  /** The names of all, in words for people. */
  public static String all() {
    return Stream.of(values()).map(Happening::text).collect(Collectors.joining(", "));
  }

  public static Happening of(PolicyEvent event) {
    return switch (event) {
      case PolicyCreated _ -> POLICY_CREATED;
      case PolicyUpdated _ -> POLICY_UPDATED;
      case PolicyAttached _ -> POLICY_ATTACHED;
      case PolicyDetached _ -> POLICY_DETACHED;
      case PolicyDeleted _ -> POLICY_DELETED;
      case ApiKeyIssued _ -> KEY_ISSUED;
      case ApiKeyRevoked _ -> KEY_REVOKED;
      case OrganizationAdded _,
          MemberRoleGranted _,
          MemberRoleRevoked _,
          MemberInvited _,
          InvitationWithdrawn _,
          InvitationAccepted _,
          SessionsEnded _,
          GlobalBlockListReplaced _,
          GlobalBlockListChangeDenied _,
          SuppressionRuleAdded _,
          SuppressionRuleChanged _,
          SuppressionRuleRemoved _,
          IntegrationAdded _,
          IntegrationChanged _,
          IntegrationRemoved _,
          IntegrationTested _,
          NotificationSettingsReplaced _,
          DeliveriesReplayed _ ->
          OTHER_CHANGE;
    };
  }

  public static Happening of(DetectionType type) {
    return switch (type) {
      case DOMAIN_BLOCKED -> BLOCKED_CALL;
      case NEW_OUTBOUND_NETWORK_CALL -> NEW_OUTBOUND_CALL;
      case POLICY_NOT_ENFORCED_AS_SERVED -> POLICY_NOT_ENFORCED;
      case PRIVILEGED_CONTAINER -> PRIVILEGED_CONTAINER;
      case REVERSE_SHELL -> REVERSE_SHELL;
      case RUNNER_WORKER_MEMORY_READ -> RUNNER_WORKER_MEMORY_READ;
    };
  }
}
