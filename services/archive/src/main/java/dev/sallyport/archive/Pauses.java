package dev.sallyport.archive;

import java.time.Duration;

/** Ever longer pauses between attempts, up to a minute. Of one thread. */
final class Pauses {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Duration next = FIRST;

  Duration next() {
    var pause = next;
    var doubled = pause.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return pause;
  }

  void reset() {
    next = FIRST;
  }
}
