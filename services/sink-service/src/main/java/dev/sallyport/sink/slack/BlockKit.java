package dev.sallyport.sink.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sink.message.DiffSummary;
import dev.sallyport.sink.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages in blocks, within the limits that Slack documents: 150 characters in a header,
 * 3,000 in the text of a section, 50 blocks.
 */
final class BlockKit {
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_TEXT = 3_000;
  private static final String OPEN = "Open in Sallyport";

  private BlockKit() {}

  static ObjectNode of(List<Message> messages, String organization) {
    var blocks = JsonNodeFactory.instance.arrayNode();
    var title = Message.title(messages, organization);
    header(title, blocks);
    if (messages.size() == 1) {
      whole(messages.getFirst(), blocks);
    } else {
      messages.forEach(message -> section(line(message), blocks));
    }
    var json = JsonNodeFactory.instance.objectNode();
    // What notifications show, and screen readers read.
    json.put("text", Mrkdwn.escaped(messages.size() == 1 ? messages.getFirst().summary() : title));
    json.set("blocks", blocks);
    json.put("unfurl_links", false);
    json.put("unfurl_media", false);
    return json;
  }

  private static void whole(Message message, ArrayNode blocks) {
    var facts =
        message.facts().stream()
            .map(fact -> "*%s:* %s".formatted(fact.name(), Mrkdwn.escaped(fact.value())))
            .toList();
    packed(facts).forEach(text -> section(text, blocks));
    if (message.diff() != null) {
      section(diff(message.diff()), blocks);
    }
    context(
        Mrkdwn.time(message.at())
            + (message.link() == null ? "" : " · " + Mrkdwn.link(message.link(), OPEN)),
        blocks);
  }

  private static String line(Message message) {
    var words = "• " + Mrkdwn.escaped(message.summary());
    var more =
        " · %s%s"
            .formatted(
                Mrkdwn.time(message.at()),
                message.link() == null ? "" : " · " + Mrkdwn.link(message.link(), OPEN));
    return words.length() + more.length() > LONGEST_TEXT ? words : words + more;
  }

  /** As many lines as there is room for in each text. */
  private static List<String> packed(List<String> lines) {
    var texts = new ArrayList<String>();
    var text = new StringBuilder();
    for (var line : lines) {
      if (!text.isEmpty() && text.length() + 1 + line.length() > LONGEST_TEXT) {
        texts.add(text.toString());
        text.setLength(0);
      }
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
    if (!text.isEmpty()) {
      texts.add(text.toString());
    }
    return texts;
  }

  private static String diff(DiffSummary diff) {
    var start = "*%s*\n```".formatted(diff.counts());
    var text = new StringBuilder(start);
    var shown = 0;
    // Escaped, a line may be five times as long; there has to be room for the end.
    for (var line : diff.lines()) {
      var code = Mrkdwn.code(line);
      if (text.length() + code.length() > LONGEST_TEXT - 100) {
        break;
      }
      text.append(shown == 0 ? "" : "\n").append(code);
      shown++;
    }
    var rest = diff.showing(shown).rest();
    return text.append("```").append(rest.isEmpty() ? "" : "\n" + rest).toString();
  }

  private static void header(String title, ArrayNode blocks) {
    // Nothing in a plain text means anything; angle brackets go all the same, for those who
    // show it elsewhere.
    var text = title.replace('<', '‹').replace('>', '›');
    blocks
        .addObject()
        .put("type", "header")
        .putObject("text")
        .put("type", "plain_text")
        .put("text", text.length() <= LONGEST_HEADER ? text : cut(text))
        .put("emoji", false);
  }

  private static String cut(String text) {
    var end = LONGEST_HEADER - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static void section(String text, ArrayNode blocks) {
    mrkdwn(text, blocks.addObject().put("type", "section").putObject("text"));
  }

  private static void context(String text, ArrayNode blocks) {
    mrkdwn(text, blocks.addObject().put("type", "context").putArray("elements").addObject());
  }

  private static void mrkdwn(String text, ObjectNode object) {
    // Verbatim: no link is made of what looks like an address, and nobody is called by an @.
    object.put("type", "mrkdwn").put("text", text).put("verbatim", true);
  }
}
