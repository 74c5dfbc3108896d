package dev.sallyport.sink.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an answer asks for patience (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
  private static final Duration MOST = Duration.ofDays(1);
  private static final Pattern SECONDS = Pattern.compile("[0-9]+");
  private static final int DIGITS = 9;

  private RetryAfter() {}

  /** At most a day; null for what says nothing, or lies in the past. */
  static @Nullable Duration of(String value, Instant now) {
    var text = value.strip();
    var pause = SECONDS.matcher(text).matches() ? seconds(text) : until(text, now);
    if (pause == null || !pause.isPositive()) {
      return null;
    }
    return pause.compareTo(MOST) > 0 ? MOST : pause;
  }

  private static Duration seconds(String digits) {
    return digits.length() > DIGITS ? MOST : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static @Nullable Duration until(String date, Instant now) {
    try {
      return Duration.between(
          now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException _) {
      return null; // it is the receiver's mistake, and our own schedule is as good
    }
  }
}
