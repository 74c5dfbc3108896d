package dev.sallyport.cli;

import java.time.Duration;

/**
 * How long to wait before a child that ended is started again: twice as long each time, from the
 * beginning once one has lasted.
 *
 * @param failures how many in a row ended too soon
 */
record BackOff(int failures) {
  static final BackOff NONE = new BackOff(0);

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LASTED = Duration.ofMinutes(1);

  /** After a child that ran this long has ended. */
  BackOff after(Duration run) {
    return new BackOff(run.compareTo(LASTED) >= 0 ? 1 : Math.min(failures + 1, 20));
  }

  Duration delay() {
    if (failures == 0) {
      return Duration.ZERO;
    }
    var doubled = FIRST.multipliedBy(1L << (failures - 1));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }
}
