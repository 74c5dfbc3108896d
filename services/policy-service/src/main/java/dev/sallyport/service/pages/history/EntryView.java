package dev.sallyport.service.pages.history;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.history.EventType;
import dev.sallyport.domain.history.HistoryEntry;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.pages.history.ChangeView.Most;

/** An entry of a timeline, or of an audit log. */
public record EntryView(
    long sequence,
    String title,
    String icon,
    String who,
    String whoId,
    Moment moment,
    String source,
    String command,
    ChangeView change,
    boolean deletion) {

  public static EntryView of(HistoryEntry entry, Most most) {
    return new EntryView(
        entry.sequence(),
        entry.type().title(),
        icon(entry.type()),
        who(entry.actor()),
        entry.actor().id(),
        new Moment(entry.at()),
        source(entry.source()),
        entry.command().toString(),
        ChangeView.of(entry.change(), most),
        entry.type() == EventType.POLICY_DELETED);
  }

  private static String who(Actor actor) {
    return switch (actor.kind()) {
      case API_KEY -> "API key " + actor.name();
      case MEMBER -> actor.name();
      case SYSTEM -> "Sallyport (" + actor.name() + ")";
    };
  }

  private static String source(Source source) {
    return switch (source) {
      case API -> "the API";
      case TERRAFORM -> "Terraform";
      case MCP -> "MCP";
      case UI -> "these pages";
      case COMMAND_LINE -> "the command line";
      case SYSTEM -> "the system itself";
      case OTHER -> "another way";
    };
  }

  /** Of Bootstrap Icons. */
  public static String icon(EventType type) {
    return switch (type) {
      case ORGANIZATION_ADDED -> "building-add";
      case POLICY_CREATED -> "plus-circle";
      case POLICY_UPDATED -> "pencil";
      case POLICY_ATTACHED -> "link-45deg";
      case POLICY_DETACHED -> "slash-circle";
      case POLICY_DELETED -> "trash";
      case API_KEY_ISSUED -> "key";
      case API_KEY_REVOKED -> "key-fill";
      case MEMBER_ROLE_GRANTED -> "person-add";
      case MEMBER_ROLE_REVOKED -> "person-dash";
      case MEMBER_INVITED -> "envelope";
      case INVITATION_WITHDRAWN -> "envelope-x";
      case INVITATION_ACCEPTED -> "envelope-check";
      case SESSIONS_ENDED -> "box-arrow-right";
      case GLOBAL_BLOCK_LIST_REPLACED -> "shield-exclamation";
      case GLOBAL_BLOCK_LIST_CHANGE_DENIED -> "shield-x";
      case SUPPRESSION_RULE_ADDED -> "bell-slash";
      case SUPPRESSION_RULE_CHANGED -> "pencil";
      case SUPPRESSION_RULE_REMOVED -> "bell";
      case INTEGRATION_ADDED -> "plug";
      case INTEGRATION_CHANGED -> "pencil";
      case INTEGRATION_REMOVED -> "trash";
      case INTEGRATION_TESTED -> "send";
      case NOTIFICATION_SETTINGS_REPLACED -> "sliders";
      case DELIVERIES_REPLAYED -> "arrow-repeat";
    };
  }
}
