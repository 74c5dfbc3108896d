package dev.sallyport.simulator;

import java.time.Duration;
import java.util.List;

/**
 * What was sent, and what failed.
 *
 * @param served lookups that were answered with a policy
 * @param unserved lookups that were answered that there is none
 * @param calls of jobs
 * @param blocked those of them that did not get through
 * @param reports of agents that were acknowledged: names and connections
 * @param detections of processes that were answered
 * @param failed requests that were not answered as they should be
 * @param failures the first of them, in words
 */
public record Summary(
    int runs,
    int jobs,
    long served,
    long unserved,
    long calls,
    long blocked,
    long reports,
    long detections,
    long failed,
    List<String> failures,
    Duration took) {
  public Summary {
    failures = List.copyOf(failures);
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "%,d runs with %,d jobs in %.1f s: %,d policies served, %,d without one; %,d calls, %,d of them blocked, in %,d reports"
        .formatted(runs, jobs, took.toMillis() / 1e3, served, unserved, calls, blocked, reports);
  }
}
