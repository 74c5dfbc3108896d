package dev.sallyport.service.pages.edit;

import dev.sallyport.service.pages.baseline.PolicyEndpoints.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Baselines to import endpoints from.
 *
 * @param loaded whether it is known which there are
 * @param more whether there are others that are not offered
 * @param choice of the endpoints of one; null until it is asked for
 * @param refused why there are none; empty if nothing was refused
 * @param open whether they were asked for
 */
public record SourcesView(
    boolean loaded,
    List<Group> groups,
    boolean more,
    @Nullable Choice choice,
    String refused,
    boolean open) {
  /** Until somebody asks: they are put together from everything that jobs called. */
  static final SourcesView UNASKED = new SourcesView(false, List.of(), false, null, "", false);

  public SourcesView {
    groups = List.copyOf(groups);
  }

  static SourcesView refused(String why) {
    return new SourcesView(true, List.of(), false, null, why, true);
  }

  /** Baselines of one kind. */
  public record Group(String label, List<Option> options) {
    public Group {
      options = List.copyOf(options);
    }
  }

  /**
   * @param value as the form sends it
   */
  public record Option(String value, String label, boolean chosen) {}

  /**
   * @param fresh what the text does not list yet
   * @param more how many others
   * @param known how many it lists already
   * @param leftOut how many no policy can hold
   */
  public record Choice(List<Found> fresh, int more, int known, int leftOut) {
    public Choice {
      fresh = List.copyOf(fresh);
    }
  }
}
