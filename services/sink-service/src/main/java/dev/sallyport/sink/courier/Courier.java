package dev.sallyport.sink.courier;

import dev.sallyport.domain.delivery.Answer;
import java.time.Duration;
import java.util.List;

/**
 * Takes notices to one destination of one integration. One at a time asks it, in the order of what
 * happened. Every kind passes the same contract suite.
 */
public interface Courier {
  /** How many notices may travel in one message, at least 1. */
  int mostTogether();

  /** The least time from the beginning of one message to that of the next. */
  Duration pace();

  /**
   * Makes one attempt, and is back within 20 seconds whatever the destination does. That it is
   * away, refuses or misbehaves is an answer and no exception.
   *
   * @param notices at least one, at most {@link #mostTogether()}
   */
  Attempt deliver(List<Notice> notices);

  /**
   * One attempt.
   *
   * @param request what was sent, for people: no secret stands in it
   */
  record Attempt(String request, Answer answer) {
    /** The most characters of a request that are kept. */
    public static final int MOST = 4_000;

    public Attempt {
      request = request.length() <= MOST ? request : request.substring(0, MOST - 1) + "…";
    }
  }
}
