package dev.sallyport.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a destination is left alone because it took nothing lately: a circuit breaker.
 *
 * @param failures in a row
 * @param opened how often it was opened in a row
 * @param until when one attempt may be made; null while closed
 */
public record Circuit(int failures, int opened, @Nullable Instant until) {
  public static final Circuit CLOSED = new Circuit(0, 0, null);

  /** So many failures in a row open it. */
  public static final int TOLERATED = 5;

  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  public Circuit {
    if (failures < 0 || opened < 0) {
      throw new IllegalArgumentException("Failures are counted from 0.");
    }
  }

  public boolean open() {
    return until != null;
  }

  /** Whether an attempt may be made; a single one while it is open. */
  public boolean allows(Instant now) {
    return until == null || !now.isBefore(until);
  }

  /**
   * After one more attempt that failed.
   *
   * @param random from 0 to 1: the pause has at least half of its length
   */
  public Circuit failed(Instant now, double random) {
    var more = failures + 1;
    if (more < TOLERATED) {
      return new Circuit(more, opened, null);
    }
    var half = RetrySchedule.ceiling(FIRST, LONGEST, opened).toMillis() / 2;
    var pause = half + (long) (half * random);
    return new Circuit(more, opened + 1, now.plusMillis(pause));
  }

  /** After the destination asked to be left alone until then, whatever else is so. */
  public Circuit leftAlone(Instant asked) {
    return new Circuit(failures, opened, until == null || until.isBefore(asked) ? asked : until);
  }
}
