package dev.sallyport.topology.decider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether a thread that died is replaced, and when: later each time, and not at all once too many
 * have died in too short a time. What kills every thread kills the next one, too; a loop of
 * replacements would only hide it. Not thread-safe.
 */
final class Replacements {
  static final int MOST = 10;
  static final Duration WITHIN = Duration.ofMinutes(30);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Deque<Instant> deaths = new ArrayDeque<>();

  /** How long to wait before this death's replacement; empty if there is to be none. */
  Optional<Duration> after(Instant death) {
    while (!deaths.isEmpty() && deaths.getFirst().isBefore(death.minus(WITHIN))) {
      deaths.removeFirst();
    }
    deaths.addLast(death);
    if (deaths.size() > MOST) {
      return Optional.empty();
    }
    var delay = FIRST.multipliedBy(1L << (deaths.size() - 1));
    return Optional.of(delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
  }
}
