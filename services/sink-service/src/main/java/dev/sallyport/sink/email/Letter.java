package dev.sallyport.sink.email;

import dev.sallyport.sink.message.DiffSummary;
import dev.sallyport.sink.message.Message;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Messages as a mail, for those who read text and for those who read HTML.
 *
 * @param subject one line
 */
record Letter(String subject, String text, String html) {
  private static final String OPEN = "Open in Sallyport";

  static Letter of(List<Message> messages, String organization) {
    var text = new StringBuilder();
    var html =
        new StringBuilder("<!doctype html>\n<html><body style=\"font-family:sans-serif\">\n");
    for (var message : messages) {
      text(message, text);
      html(message, html);
    }
    return new Letter(
        "[Sallyport] " + Message.title(messages, organization),
        text.toString(),
        html.append("</body></html>\n").toString());
  }

  private static void text(Message message, StringBuilder text) {
    text.append(message.title()).append("\n\n");
    for (var fact : message.facts()) {
      text.append("  ").append(fact.name()).append(": ").append(fact.value()).append('\n');
    }
    text.append("  When: ").append(time(message)).append('\n');
    var diff = message.diff();
    if (diff != null) {
      text.append("\n  ").append(diff.counts()).append('\n');
      lines(diff).forEach(line -> text.append("    ").append(line).append('\n'));
    }
    if (message.link() != null) {
      text.append("\n  ").append(message.link()).append('\n');
    }
    text.append('\n');
  }

  private static void html(Message message, StringBuilder html) {
    html.append("<h3>").append(escaped(message.title())).append("</h3>\n<table>\n");
    for (var fact : message.facts()) {
      row(fact.name(), fact.value(), html);
    }
    row("When", time(message), html);
    html.append("</table>\n");
    var diff = message.diff();
    if (diff != null) {
      html.append("<p>").append(diff.counts()).append("</p>\n<pre>");
      lines(diff).forEach(line -> html.append(escaped(line)).append('\n'));
      html.append("</pre>\n");
    }
    if (message.link() != null) {
      html.append("<p><a href=\"")
          .append(escaped(message.link().toString()))
          .append("\">")
          .append(OPEN)
          .append("</a></p>\n");
    }
  }

  private static void row(String name, String value, StringBuilder html) {
    html.append("<tr><th align=\"left\">")
        .append(escaped(name))
        .append("</th><td>")
        .append(escaped(value))
        .append("</td></tr>\n");
  }

  private static List<String> lines(DiffSummary diff) {
    return diff.more() == 0
        ? diff.lines()
        : Stream.concat(diff.lines().stream(), Stream.of(diff.rest())).toList();
  }

  private static String time(Message message) {
    return DateTimeFormatter.ISO_INSTANT.format(message.at());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
