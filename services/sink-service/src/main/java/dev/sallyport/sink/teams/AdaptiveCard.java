package dev.sallyport.sink.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sink.message.DiffSummary;
import dev.sallyport.sink.message.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as an Adaptive Card 1.4, in the envelope that workflows of Teams take. All that
 * others wrote stands in text runs: unlike text blocks and facts, these know no markdown, so that
 * nothing in them makes a link or calls anybody.
 */
final class AdaptiveCard {
  /** The most that Teams takes (“Format cards”, learn.microsoft.com). */
  static final int MOST_BYTES = 28 * 1_024;

  private static final String VERSION = "1.4";

  private AdaptiveCard() {}

  /** The card as JSON, which has at most {@link #MOST_BYTES}: what is too much is left out. */
  static String of(List<Message> messages, String organization) {
    var json = envelope(messages, organization, messages.size(), true);
    for (var shown = messages.size(); isTooLarge(json) && shown >= 0; shown--) {
      json = envelope(messages, organization, shown, false);
    }
    return json;
  }

  private static boolean isTooLarge(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
  }

  private static String envelope(
      List<Message> messages, String organization, int shown, boolean withDiff) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("type", "message");
    var attachment = json.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    card(messages, organization, shown, withDiff, attachment.putObject("content"));
    return json.toString();
  }

  private static void card(
      List<Message> messages, String organization, int shown, boolean withDiff, ObjectNode card) {
    var title = Message.title(messages, organization);
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", VERSION);
    card.put("fallbackText", title);
    card.putObject("msteams").put("width", "Full");
    var body = card.putArray("body");
    run(title, paragraph(body)).put("weight", "Bolder").put("size", "Medium");
    if (messages.size() == 1 && shown == 1) {
      whole(messages.getFirst(), withDiff, body);
      link(messages.getFirst().link(), card);
    } else {
      messages.stream().limit(shown).forEach(message -> line(message, body));
      if (shown < messages.size()) {
        run("… and %d more".formatted(messages.size() - shown), paragraph(body));
      }
    }
  }

  private static void whole(Message message, boolean withDiff, ArrayNode body) {
    for (var fact : message.facts()) {
      var inlines = paragraph(body);
      run(fact.name() + ": ", inlines).put("weight", "Bolder");
      run(fact.value(), inlines);
    }
    var diff = message.diff();
    if (diff != null) {
      run(diff.counts(), paragraph(body)).put("weight", "Bolder");
      if (withDiff) {
        lines(diff, body);
      }
    }
    run(DateTimeFormatter.ISO_INSTANT.format(message.at()), paragraph(body)).put("isSubtle", true);
  }

  private static void lines(DiffSummary diff, ArrayNode body) {
    diff.lines().forEach(line -> run(line, tight(body)).put("fontType", "Monospace"));
    if (diff.more() > 0) {
      run(diff.rest(), tight(body));
    }
  }

  private static void line(Message message, ArrayNode body) {
    var inlines = paragraph(body);
    run("• " + message.summary(), inlines);
    var link = message.link();
    if (link != null) {
      run(" · ", inlines);
      open(run("Open in Sallyport", inlines).putObject("selectAction"), link);
    }
  }

  private static void link(@Nullable URI to, ObjectNode card) {
    if (to != null) {
      open(card.putArray("actions").addObject(), to).put("title", "Open in Sallyport");
    }
  }

  private static ObjectNode open(ObjectNode action, URI to) {
    return action.put("type", "Action.OpenUrl").put("url", to.toString());
  }

  private static ArrayNode paragraph(ArrayNode body) {
    return body.addObject().put("type", "RichTextBlock").putArray("inlines");
  }

  private static ArrayNode tight(ArrayNode body) {
    return body.addObject().put("type", "RichTextBlock").put("spacing", "None").putArray("inlines");
  }

  private static ObjectNode run(String text, ArrayNode inlines) {
    return inlines.addObject().put("type", "TextRun").put("text", text);
  }
}
