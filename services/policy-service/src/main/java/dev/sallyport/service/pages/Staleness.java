package dev.sallyport.service.pages;

import dev.sallyport.service.management.Dated;
import org.jspecify.annotations.Nullable;

/** Tells in words that what a page shows is not the newest. */
public final class Staleness {
  private Staleness() {}

  /** Null where there is nothing to tell. */
  public static @Nullable String words(Dated.Age age) {
    return switch (age) {
      case Dated.Now _ -> null;
      case Dated.Since(var since) ->
          "The log of changes cannot be asked at the moment. This is what was known %d seconds ago."
              .formatted(since.toSeconds());
      case Dated.Behind(var reached, var known) ->
          "The history is being written: it has reached event %d of %d. Load the page again."
              .formatted(reached, known);
    };
  }
}
