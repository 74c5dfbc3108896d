package dev.sallyport.topology.submit;

import java.time.Duration;

/**
 * How commands are sent.
 *
 * @param delivery how long a command may be under way to Kafka; shorter than any not-after, so that
 *     what was not delivered when somebody stops waiting never is
 * @param mostWaiting commands that may wait at the same time; more are turned away
 */
public record SubmitSettings(Duration delivery, int mostWaiting) {
  public static final SubmitSettings DEFAULT = new SubmitSettings(Duration.ofSeconds(8), 10_000);

  public SubmitSettings {
    if (delivery.toMillis() < 2 || mostWaiting < 1) {
      throw new IllegalArgumentException(
          "A command is under way for at least two milliseconds, and at least one may wait.");
    }
  }
}
