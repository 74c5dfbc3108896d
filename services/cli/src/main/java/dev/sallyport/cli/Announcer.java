package dev.sallyport.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What {@code up} tells the person in front of it and its log: one line an occurrence. */
final class Announcer {
  private final PrintStream out;
  private final ChildLog log;
  private final long startNanos;

  Announcer(PrintStream out, ChildLog log, Duration elapsed) {
    this.out = out;
    this.log = log;
    this.startNanos = System.nanoTime() - elapsed.toNanos();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** A line in both, with the seconds since the start here and the time of day in the log. */
  void say(String line) {
    show("%8s  %s".formatted(seconds(elapsed()), line));
    try {
      log.line(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    } catch (IOException failure) {
      show("The log %s cannot be written: %s".formatted(log.file(), failure));
    }
  }

  /** A line for the person only: the one place where a key may be shown. */
  void show(String line) {
    out.println(line);
    out.flush();
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
