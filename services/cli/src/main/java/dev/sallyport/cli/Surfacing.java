package dev.sallyport.cli;

import java.util.Optional;

/**
 * How much of a child's log is repeated in front of the user: ten lines a minute, so that a flood
 * stays in its file.
 */
final class Surfacing {
  private static final int LINES = 10;
  private static final long MINUTE = 60_000_000_000L;

  private long began = System.nanoTime();
  private int lines;

  /** What to add to the next line, or empty if it is not to be shown. */
  Optional<String> next() {
    var now = System.nanoTime();
    if (now - began > MINUTE) {
      began = now;
      lines = 0;
    }
    lines++;
    if (lines > LINES) {
      return Optional.empty();
    }
    return Optional.of(lines == LINES ? " (more only in its log, for a minute)" : "");
  }
}
