package dev.sallyport.topology.insight;

import java.time.Duration;

/**
 * What the projections of telemetry keep, and when a baseline is stable.
 *
 * @param stableAfter so many runs in a row without anything new
 * @param kept how long runs, calls and detections are kept after the last was heard of them
 * @param baselinesKept how long an endpoint stays in a baseline without being called
 */
public record InsightSettings(int stableAfter, Duration kept, Duration baselinesKept) {
  public static final int DEFAULT_STABLE_AFTER = 100;

  public InsightSettings {
    if (stableAfter < 1 || kept.toDays() < 1 || baselinesKept.compareTo(kept) < 0) {
      throw new IllegalArgumentException(
          "A baseline takes a run at least, and is kept for a day at least, no shorter than runs.");
    }
  }

  /** Thirty days, as the topics, and ninety for baselines. */
  public static InsightSettings of(int stableAfter) {
    return new InsightSettings(stableAfter, Duration.ofDays(30), Duration.ofDays(90));
  }
}
