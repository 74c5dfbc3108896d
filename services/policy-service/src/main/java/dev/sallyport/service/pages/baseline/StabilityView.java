package dev.sallyport.service.pages.baseline;

import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.insight.Stability;
import org.jspecify.annotations.Nullable;

/**
 * How settled a baseline is.
 *
 * @param lastNew when something was called for the first time; null if nothing ever was
 */
public record StabilityView(boolean stable, String words, long runs, @Nullable Moment lastNew) {
  static StabilityView of(Stability stability) {
    var lastNew = stability.lastNew();
    return new StabilityView(
        stability.stable(),
        stability.stable()
            ? "stable"
            : "%d of %d runs without anything new".formatted(stability.quiet(), stability.needed()),
        stability.runs(),
        lastNew == null ? null : new Moment(lastNew));
  }
}
