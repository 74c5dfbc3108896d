package dev.sallyport.service.pages.edit;

import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.pages.baseline.ScopeQuery;
import dev.sallyport.service.pages.history.DiffView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The editor as it is shown.
 *
 * @param touched whether it holds what the author sent
 * @param existing the policy's name if there is one to update
 * @param attached whether it stands somewhere
 * @param version of its content that the author has seen
 * @param path of the policy, encoded; of the list for a new one
 * @param action where the form goes
 * @param export of the endpoints that it began with; null of a blank one
 * @param nameRefused why the name cannot be had
 * @param refused why it was not saved, apart from name and text
 * @param conflict what somebody else saved meanwhile
 * @param importing what an import would add
 */
public record EditorView(
    boolean touched,
    @Nullable String existing,
    boolean attached,
    String name,
    long version,
    String path,
    String action,
    @Nullable String export,
    Draft draft,
    Meaning meaning,
    String nameRefused,
    String refused,
    @Nullable Conflict conflict,
    @Nullable Importing importing,
    List<String> kept) {

  public EditorView {
    kept = List.copyOf(kept);
  }

  /** The same, begun with the endpoints of a baseline, if there is one. */
  EditorView from(Owner owner, ScopeQuery baseline) {
    if (baseline.none()) {
      return this;
    }
    return new EditorView(
        touched,
        existing,
        attached,
        name,
        version,
        path,
        baseline.at(action).toString(),
        baseline.at(Links.baseline(owner.name()) + "/endpoints").toString(),
        draft,
        meaning,
        nameRefused,
        refused,
        conflict,
        importing,
        kept);
  }

  /**
   * @param differences from what is saved to what is in the editor
   */
  public record Conflict(String who, Moment when, long version, DiffView differences) {}

  /**
   * @param fresh what would be added
   * @param known how many are in the list already
   */
  public record Importing(List<Endpoint> fresh, int known, List<Meaning.Remark> problems) {
    public Importing {
      fresh = List.copyOf(fresh);
      problems = List.copyOf(problems);
    }
  }
}
