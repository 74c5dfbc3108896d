package dev.sallyport.topology.insight;

import java.util.List;

/**
 * A workflow run with its jobs, first seen first, and what was detected in them.
 *
 * @param jobs at most {@value #MOST_JOBS}
 */
public record Run(RunSummary summary, List<RunJob> jobs, List<Insights.FoundDetection> detections) {
  /** GitHub's own limit is 256 jobs for each matrix. */
  public static final int MOST_JOBS = 1_000;

  public Run {
    jobs = List.copyOf(jobs);
    detections = List.copyOf(detections);
  }
}
