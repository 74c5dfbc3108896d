package dev.sallyport.domain.delivery;

import java.time.Duration;

/** How long a delivery that was not taken waits for its next attempt, and when it is given up. */
public final class RetrySchedule {
  /** A delivery that was not taken for so long is not attempted any more. */
  public static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

  /** So many attempts hold back what comes after; then it goes ahead. */
  public static final int ATTEMPTS_IN_ORDER = 3;

  /** The same while the destination takes nothing at all. */
  public static final int ATTEMPTS_WHILE_AWAY = 10;

  /** For longer no destination is left alone, whatever it asks for. */
  public static final Duration LONGEST_ASKED = Duration.ofDays(1);

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetrySchedule() {}

  /**
   * The pause after so many attempts: anything up to a ceiling that doubles from two seconds to an
   * hour (exponential back-off with full jitter), so that those who failed together do not come
   * back together.
   *
   * @param attempts made so far, at least 1
   * @param random from 0 to 1
   */
  public static Duration pause(int attempts, double random) {
    return jittered(ceiling(FIRST, LONGEST, attempts - 1), random);
  }

  static Duration ceiling(Duration first, Duration longest, int doublings) {
    // Beyond that the shift would overflow; the longest is reached long before.
    var doubled = first.toMillis() << Math.clamp(doublings, 0, 30);
    return Duration.ofMillis(Math.min(doubled, longest.toMillis()));
  }

  private static Duration jittered(Duration ceiling, double random) {
    return Duration.ofMillis((long) (ceiling.toMillis() * random));
  }
}
