package dev.sallyport.service.pages.history;

import dev.sallyport.domain.history.HistoryEntry.Change;
import dev.sallyport.domain.history.LineDiff;
import dev.sallyport.domain.history.Transition;
import dev.sallyport.domain.names.PolicyName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed, as a page shows it.
 *
 * @param version that the change gave to the policy, if it gave one
 * @param restored the version that it brought back
 * @param diff of the texts, where they changed; null as well where they are too long for it
 * @param displacedBy the policy that took the removed scopes
 * @param words for what has no other form
 */
public record ChangeView(
    @Nullable Long version,
    @Nullable Long restored,
    @Nullable DiffView diff,
    ScopesView added,
    ScopesView removed,
    ScopesView moved,
    List<String> transitions,
    @Nullable String displacedBy,
    @Nullable String words) {
  private static final ScopesView NONE = ScopesView.of(List.of());

  /**
   * How much is compared and shown at once.
   *
   * @param lines of both texts together, beyond which they are not compared: that takes time
   * @param rows of a comparison, beyond which they are left out: browsers show only so many
   */
  public record Most(int lines, int rows) {
    public static final Most OF_MANY = new Most(2_000, 200);
    public static final Most OF_ONE = new Most(50_000, 5_000);
  }

  public static ChangeView of(Change change, Most most) {
    return switch (change) {
      case Change.Created(var version, var text) -> text(version, null, diff("", text, most));
      case Change.Updated(var version, var before, var after, var restored) ->
          text(version, restored, diff(before, after, most));
      case Change.Attached(var added, var removed, var moved, var transitions) ->
          new ChangeView(
              null,
              null,
              null,
              ScopesView.of(added),
              ScopesView.of(removed),
              ScopesView.of(moved),
              transitions.stream().map(Transition::describe).toList(),
              null,
              null);
      case Change.Detached(var removed, var displacedBy) ->
          new ChangeView(
              null,
              null,
              null,
              NONE,
              ScopesView.of(removed),
              NONE,
              List.of(),
              name(displacedBy),
              null);
      case Change.Deleted(var lastVersion) ->
          words("The policy was deleted. Its last version was %d.".formatted(lastVersion));
      case Change.Other(var words) -> words(words);
    };
  }

  private static @Nullable DiffView diff(String before, String after, Most most) {
    return before.lines().count() + after.lines().count() > most.lines()
        ? null
        : DiffView.of(LineDiff.of(before, after), most.rows());
  }

  private static ChangeView text(long version, @Nullable Long restored, @Nullable DiffView diff) {
    return new ChangeView(version, restored, diff, NONE, NONE, NONE, List.of(), null, null);
  }

  private static ChangeView words(String words) {
    return new ChangeView(null, null, null, NONE, NONE, NONE, List.of(), null, words);
  }

  private static @Nullable String name(@Nullable PolicyName policy) {
    return policy == null ? null : policy.value();
  }
}
