package dev.sallyport.sink.slack;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * Texts in Slack's markup. There, {@code <…>} calls people, names channels and makes links: what
 * others wrote is escaped, so that it does none of it (“Escaping text”, docs.slack.dev).
 */
final class Mrkdwn {
  private Mrkdwn() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String link(URI to, String words) {
    return "<%s|%s>".formatted(escaped(to.toString()), escaped(words));
  }

  /** A time as it is where it is read. */
  static String time(Instant time) {
    return "<!date^%d^{date_short_pretty}, {time_secs}|%s>"
        .formatted(time.getEpochSecond(), DateTimeFormatter.ISO_INSTANT.format(time));
  }

  /** Within a block of code, which only a row of backticks would end. */
  static String code(String line) {
    return escaped(line.replace('`', '\''));
  }
}
