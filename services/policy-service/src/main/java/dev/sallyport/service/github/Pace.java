package dev.sallyport.service.github;

import java.time.Duration;

/**
 * How long the cancelling of a run takes its time.
 *
 * @param answer for one answer of GitHub's
 * @param force until a run that goes on is cancelled by force
 * @param retry after the first failure; twice as long after each more
 * @param longest that a rate limit is waited for, or a retry
 * @param attempts at one request, the first included
 */
record Pace(Duration answer, Duration force, Duration retry, Duration longest, int attempts) {
  static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          8);

  /** How long to wait after so many failures. */
  Duration after(int failures) {
    var pause = retry.multipliedBy(1L << Math.min(failures - 1, 10));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
