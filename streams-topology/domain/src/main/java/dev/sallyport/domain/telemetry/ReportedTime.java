package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.names.InvalidName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When something happened, as an agent says: to the millisecond.
 *
 * @param replaced whether what the agent said could not be right, and the time of receipt stands in
 *     its place
 */
public record ReportedTime(Instant at, boolean replaced) {
  /** A clock may run ahead by so much. */
  static final Duration SKEW = Duration.ofMinutes(2);

  /** Agents report at once; a job on a self-hosted runner takes five days at most. */
  static final Duration OLDEST = Duration.ofDays(7);

  private static final int MOST_CHARACTERS = 64;

  public ReportedTime {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * As an agent writes it (RFC 3339 with up to nine digits after the second). A time that lies in
   * the future or more than a week back is that of a wrong clock, or made up: the event is no less
   * real, and happened about when it was received.
   *
   * @throws InvalidName for what is no time
   */
  public static ReportedTime of(String written, Instant received) {
    if (written.length() > MOST_CHARACTERS) {
      throw invalid();
    }
    Instant said;
    try {
      said = Instant.parse(written);
    } catch (DateTimeException _) {
      throw invalid();
    }
    return said.isAfter(received.plus(SKEW)) || said.isBefore(received.minus(OLDEST))
        ? new ReportedTime(received, true)
        : new ReportedTime(said, false);
  }

  private static InvalidName invalid() {
    return new InvalidName("timestamp", "is written like 2026-01-02T03:04:05.678Z");
  }
}
