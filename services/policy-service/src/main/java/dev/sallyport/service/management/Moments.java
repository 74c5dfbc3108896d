package dev.sallyport.service.management;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Moments in parameters: RFC 3339, with any offset. */
public final class Moments {
  private Moments() {}

  public static @Nullable Instant of(String parameter, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      // A plus sign that was not encoded comes in as a blank.
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException _) {
      throw new Rejection(new Malformed(parameter + " is a moment such as 2026-11-21T10:00:00Z."));
    }
  }
}
