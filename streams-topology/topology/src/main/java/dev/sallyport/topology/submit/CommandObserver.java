package dev.sallyport.topology.submit;

import dev.sallyport.domain.command.Submission;
import java.time.Duration;

/** Hears how each command ended, for metrics. Must return at once. */
@FunctionalInterface
public interface CommandObserver {
  /** How a submission ended for whoever made it. */
  enum Ending {
    DONE,
    REFUSED,
    UNANSWERED,
    UNAVAILABLE
  }

  /**
   * @param took from the submission to the answer
   */
  void ended(Submission submission, Ending ending, Duration took);
}
