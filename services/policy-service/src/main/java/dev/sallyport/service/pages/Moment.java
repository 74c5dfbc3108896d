package dev.sallyport.service.pages;

import dev.sallyport.service.management.Moments;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A moment as pages show it; a script adds the reader's own time of day and how long ago. */
public record Moment(Instant at) {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  // What a date and time field of a browser sends: without an offset, and maybe without seconds.
  private static final Pattern MINUTES = Pattern.compile("\\d{4,}-\\d\\d-\\d\\dT\\d\\d:\\d\\d");
  private static final Pattern SECONDS = Pattern.compile(MINUTES + ":\\d\\d(\\.\\d+)?");

  /** Reads RFC 3339, or a browser's field, which is meant in UTC. */
  public static @Nullable Instant read(String parameter, @Nullable String text) {
    if (text != null && MINUTES.matcher(text).matches()) {
      return Moments.of(parameter, text + ":00Z");
    }
    if (text != null && SECONDS.matcher(text).matches()) {
      return Moments.of(parameter, text + "Z");
    }
    return Moments.of(parameter, text);
  }

  /** For {@code datetime}. */
  public String machine() {
    return at.toString();
  }

  public String utc() {
    return UTC.format(at);
  }
}
