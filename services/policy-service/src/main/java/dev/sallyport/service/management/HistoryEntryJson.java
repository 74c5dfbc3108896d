package dev.sallyport.service.management;

import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.history.HistoryEntries;
import dev.sallyport.domain.history.HistoryEntry;
import dev.sallyport.domain.history.HistoryEntry.Change;
import dev.sallyport.domain.history.Transition;
import dev.sallyport.service.management.EventJson.ChangeJson;
import dev.sallyport.service.management.EventJson.EndChange;
import dev.sallyport.service.management.EventJson.PlacementChange;
import dev.sallyport.service.management.EventJson.TextChange;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of a policy as people see it: one entry, however many events it took.
 *
 * @param sequence of its last event
 * @param type such as {@code Policy Attached}
 */
@Schema(name = "HistoryEntry")
public record HistoryEntryJson(
    long sequence,
    String type,
    ActorJson actor,
    String source,
    Instant at,
    String commandId,
    ChangeJson change) {

  /** Something that is not about a policy, in words. */
  @Schema(name = "OtherChange")
  public record OtherChange(String words) implements ChangeJson {}

  static List<HistoryEntryJson> of(List<RecordedEvent> newestFirst) {
    return HistoryEntries.of(newestFirst).stream().map(HistoryEntryJson::of).toList();
  }

  private static HistoryEntryJson of(HistoryEntry entry) {
    return new HistoryEntryJson(
        entry.sequence(),
        entry.type().title(),
        ActorJson.of(entry.actor()),
        Words.of(entry.source()),
        entry.at(),
        entry.command().toString(),
        change(entry.change()));
  }

  private static ChangeJson change(Change change) {
    return switch (change) {
      case Change.Created(var version, var text) -> new TextChange(version, null, text, null);
      case Change.Updated(var version, var before, var after, var restored) ->
          new TextChange(version, before, after, restored);
      case Change.Attached(var added, var removed, var moved, var transitions) ->
          new PlacementChange(
              ScopeJson.of(added),
              ScopeJson.of(moved),
              ScopeJson.of(removed),
              transitions.stream().map(Transition::describe).toList(),
              null,
              null);
      case Change.Detached(var removed, var displacedBy) ->
          new PlacementChange(
              null,
              null,
              ScopeJson.of(removed),
              null,
              displacedBy == null ? null : displacedBy.value(),
              null);
      case Change.Deleted(var lastVersion) -> new EndChange(lastVersion);
      case Change.Other(var words) -> new OtherChange(words);
    };
  }
}
