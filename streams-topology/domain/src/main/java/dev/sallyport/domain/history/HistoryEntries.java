package dev.sallyport.domain.history;

import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.Placement;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.AboutPolicy;
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
import dev.sallyport.domain.history.HistoryEntry.Change;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells recorded events as people read them. */
public final class HistoryEntries {
  private HistoryEntries() {}

  /**
   * The entries of some events of one owner, newest first, as they come from a history: the parts
   * of one change become one entry. Parts that are not among the events are not in the entry.
   */
  public static List<HistoryEntry> of(List<RecordedEvent> newestFirst) {
    var entries = new ArrayList<HistoryEntry>();
    var parts = new ArrayList<RecordedEvent>();
    for (var event : newestFirst) {
      if (!parts.isEmpty() && !precedes(event, parts.getLast())) {
        entries.add(entry(parts.reversed()));
        parts.clear();
      }
      parts.add(event);
    }
    if (!parts.isEmpty()) {
      entries.add(entry(parts.reversed()));
    }
    return List.copyOf(entries);
  }

  private static boolean precedes(RecordedEvent event, RecordedEvent next) {
    var part = part(next.event());
    return part.number() > 1
        && part(event.event()).equals(new Part(part.number() - 1, part.of()))
        && event.meta().command().equals(next.meta().command())
        && EventType.of(event.event()) == EventType.of(next.event());
  }

  private static Part part(PolicyEvent event) {
    return switch (event) {
      case PolicyAttached attached -> attached.part();
      case PolicyDetached detached -> detached.part();
      case OrganizationAdded _,
          PolicyCreated _,
          PolicyUpdated _,
          PolicyDeleted _,
          ApiKeyIssued _,
          ApiKeyRevoked _,
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
          Part.WHOLE;
    };
  }

  private static HistoryEntry entry(List<RecordedEvent> parts) {
    var first = parts.getFirst();
    var meta = first.meta();
    return new HistoryEntry(
        meta.sequence(),
        parts.getLast().meta().sequence(),
        EventType.of(first.event()),
        policy(first.event()),
        meta.actor(),
        meta.source(),
        meta.at(),
        meta.command(),
        change(first.event(), parts.stream().map(RecordedEvent::event).toList()));
  }

  private static @Nullable PolicyName policy(PolicyEvent event) {
    return event instanceof AboutPolicy about ? about.policy() : null;
  }

  private static Change change(PolicyEvent event, List<PolicyEvent> parts) {
    return switch (event) {
      case PolicyCreated(_, var version, var content) ->
          new Change.Created(version, content.text());
      case PolicyUpdated(_, var version, var before, var content, var restored) ->
          new Change.Updated(version, before, content.text(), restored);
      case PolicyAttached _ -> attached(parts);
      case PolicyDetached(_, _, var displacedBy, _) ->
          new Change.Detached(removed(parts), displacedBy);
      case PolicyDeleted(_, var lastVersion) -> new Change.Deleted(lastVersion);
      case OrganizationAdded(var owner) -> new Change.Other(owner + " was added");
      case ApiKeyIssued(var key) ->
          new Change.Other(
              "the %s key %s (%s) was issued".formatted(key.kind().word(), key.name(), key.id()));
      case ApiKeyRevoked(var id, var name) ->
          new Change.Other("the key %s (%s) was revoked".formatted(name, id));
      case MemberRoleGranted(_, var email, var role, var before) ->
          new Change.Other(
              "%s became %s%s"
                  .formatted(
                      email, word(role), before.map(was -> ", was " + word(was)).orElse("")));
      case MemberRoleRevoked(var member, var role) ->
          new Change.Other("%s is no longer %s".formatted(member, word(role)));
      case MemberInvited(var email, var role, var before) ->
          new Change.Other(
              "%s was invited as %s%s"
                  .formatted(
                      email,
                      word(role),
                      before.map(was -> ", before that as " + word(was)).orElse("")));
      case InvitationWithdrawn(var email, var role) ->
          new Change.Other("the invitation of %s as %s was withdrawn".formatted(email, word(role)));
      case InvitationAccepted(var email, var member, var role) ->
          new Change.Other(
              "%s accepted the invitation of %s as %s".formatted(member, email, word(role)));
      case SessionsEnded(SessionHolder.OfKey(var key)) ->
          new Change.Other(
              "everybody who had signed in with the key %s was signed out".formatted(key));
      case SessionsEnded(SessionHolder.OfMember(var member)) ->
          new Change.Other("%s was signed out everywhere".formatted(member));
      case GlobalBlockListReplaced(var list) ->
          new Change.Other("the global block list now has %d entries".formatted(list.size()));
      case GlobalBlockListChangeDenied(var attempts) ->
          new Change.Other(
              attempts == 1
                  ? "a change of the global block list was denied"
                  : "%d changes of the global block list were denied".formatted(attempts));
      case SuppressionRuleAdded(var rule) ->
          new Change.Other(
              "the suppression rule %s (%s) was added, of %s"
                  .formatted(rule.name(), rule.id(), rule.detection()));
      case SuppressionRuleChanged(var rule, _) ->
          new Change.Other(
              "the suppression rule %s (%s) was changed".formatted(rule.name(), rule.id()));
      case SuppressionRuleRemoved(var id, var name) ->
          new Change.Other("the suppression rule %s (%s) was removed".formatted(name, id));
      case IntegrationAdded(var integration) ->
          new Change.Other(
              "the integration %s (%s) was added"
                  .formatted(integration.name(), integration.destination().kind()));
      case IntegrationChanged(var integration, var before) ->
          new Change.Other(IntegrationWords.changed(integration, before));
      case IntegrationRemoved(_, var name) ->
          new Change.Other("the integration %s was removed".formatted(name));
      case NotificationSettingsReplaced(var settings, var before) ->
          new Change.Other(IntegrationWords.replaced(settings, before));
      case IntegrationTested(_, var name) ->
          new Change.Other("the integration %s was tried".formatted(name));
      case DeliveriesReplayed(_, var name, var replay) ->
          new Change.Other(IntegrationWords.replayed(name, replay));
    };
  }

  private static Change attached(List<PolicyEvent> parts) {
    var added = new ArrayList<Scope>();
    var moved = new ArrayList<Scope>();
    for (var part : parts) {
      if (part instanceof PolicyAttached attached) {
        attached.added().stream().map(Placement::scope).forEach(added::add);
        attached.moved().stream().map(Placement::scope).forEach(moved::add);
      }
    }
    var removed = removed(parts);
    return new Change.Attached(added, removed, moved, Transition.of(added, removed));
  }

  private static List<Scope> removed(List<PolicyEvent> parts) {
    var removed = new ArrayList<Scope>();
    for (var part : parts) {
      switch (part) {
        case PolicyAttached attached -> removed.addAll(attached.removed());
        case PolicyDetached detached -> removed.addAll(detached.removed());
        default -> throw new IllegalArgumentException(part + " has no parts");
      }
    }
    return removed;
  }

  private static String word(Enum<?> role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
