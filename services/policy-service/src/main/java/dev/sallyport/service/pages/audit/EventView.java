package dev.sallyport.service.pages.audit;

import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.history.HistoryEntries;
import dev.sallyport.domain.history.HistoryEntry;
import dev.sallyport.domain.history.HistoryEntry.Change;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.pages.history.ChangeView.Most;
import dev.sallyport.service.pages.history.EntryView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit log.
 *
 * @param policy the one it is about, if it is about one
 * @param brief what changed, in one line
 */
public record EventView(EntryView entry, @Nullable String policy, String brief) {
  // A row names this many scopes and counts the rest.
  private static final int NAMED = 3;
  private static final Most NO_TEXT = new Most(0, 0);

  static EventView row(RecordedEvent event) {
    return of(event, NO_TEXT);
  }

  static EventView whole(RecordedEvent event) {
    return of(event, Most.OF_ONE);
  }

  private static EventView of(RecordedEvent event, Most most) {
    HistoryEntry entry = HistoryEntries.of(List.of(event)).getFirst();
    var policy = entry.policy();
    return new EventView(
        EntryView.of(entry, most), policy == null ? null : policy.value(), brief(entry.change()));
  }

  private static String brief(Change change) {
    return switch (change) {
      case Change.Created(var version, _) -> "version " + version;
      case Change.Updated(var version, _, _, var restored) ->
          restored == null
              ? "version " + version
              : "version %d, which brings back version %d".formatted(version, restored);
      case Change.Attached(var added, var removed, var moved, _) ->
          added.isEmpty() && removed.isEmpty()
              ? "%d moved within the order".formatted(moved.size())
              : (scopes("+ ", added) + " " + scopes("− ", removed)).strip();
      case Change.Detached(var removed, var displacedBy) ->
          scopes("− ", removed) + (displacedBy == null ? "" : ", displaced by " + displacedBy);
      case Change.Deleted(var lastVersion) -> "last version " + lastVersion;
      case Change.Other(var words) -> words;
    };
  }

  private static String scopes(String mark, List<Scope> scopes) {
    if (scopes.isEmpty()) {
      return "";
    }
    var named = scopes.stream().limit(NAMED).map(Scope::describe).toList();
    var more = scopes.size() - named.size();
    return mark + String.join(", ", named) + (more == 0 ? "" : " and %d more".formatted(more));
  }
}
