package dev.sallyport.sink.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.sink.receiver.Behaviour;
import dev.sallyport.sink.receiver.Received;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Slack as it documents itself (docs.slack.dev: “Sending messages using incoming webhooks”, “Rate
 * limits”, “chat.postMessage”, and the reference of blocks): it takes a message a second, and none
 * that breaks a limit. It goes beyond what Slack does in one thing: markup within angle brackets
 * that is no link to a web page and no date is an error, since here it could only come from others.
 */
final class FakeSlack implements Behaviour {
  static final String TOKEN = "xoxb-the-token-of-a-bot";
  static final String CHANNEL = "C024BE91L";
  static final String WEBHOOK = "/services/T0000000X/B0000000X/abcdefghijklmnopqrstuvwx";
  static final String METHOD = "/api/chat.postMessage";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BLOCKS = 50;
  private static final int LONGEST_SECTION = 3_000;
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_TEXT = 40_000;
  private static final int MOST_ELEMENTS = 10;
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Pattern BRACKETS = Pattern.compile("<([^>]*)>");
  private static final Pattern ALLOWED =
      Pattern.compile("https?://[^|<>]+\\|[^|<>]+|!date\\^[0-9]+\\^[^|<>]+\\|[^|<>]+");
  private static final Set<String> MEMBERS =
      Set.of("text", "blocks", "channel", "unfurl_links", "unfurl_media");

  private final InstantSource clock;
  private final Map<String, Instant> last = new HashMap<>();
  private final List<JsonNode> posted = new ArrayList<>();

  FakeSlack(InstantSource clock) {
    this.clock = clock;
  }

  /** One in which a second goes by with every request. */
  static FakeSlack unhurried() {
    var now = new Instant[] {Instant.EPOCH};
    return new FakeSlack(() -> now[0] = now[0].plus(PACE));
  }

  synchronized List<JsonNode> posted() {
    return List.copyOf(posted);
  }

  synchronized JsonNode only() {
    if (posted.size() != 1) {
      throw new AssertionError("There were %d messages.".formatted(posted.size()));
    }
    return posted.getFirst();
  }

  @Override
  public synchronized void answer(Received request, Socket socket)
      throws IOException, InterruptedException {
    var path = request.firstLine().split(" ", -1)[1];
    switch (path) {
      case WEBHOOK -> webhook(request).answer(request, socket);
      case METHOD -> method(request).answer(request, socket);
      default -> Behaviour.says(404, "no_service").answer(request, socket);
    }
  }

  private Behaviour webhook(Received request) {
    if (isTooFast(WEBHOOK)) {
      return tooFast();
    }
    var json = json(request);
    var error =
        json == null ? "invalid_payload" : json.has("channel") ? "invalid_payload" : error(json);
    if (error != null) {
      return Behaviour.says(400, error);
    }
    posted.add(json);
    return Behaviour.says(200, "ok");
  }

  private Behaviour method(Received request) {
    if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
      return refused("invalid_auth");
    }
    var json = json(request);
    if (json == null) {
      return refused("invalid_json");
    }
    var channel = json.path("channel").asText();
    if (!channel.equals(CHANNEL)) {
      return refused("channel_not_found");
    }
    if (isTooFast(channel)) {
      return tooFast();
    }
    var error = error(json);
    if (error != null) {
      return refused(error);
    }
    posted.add(json);
    return Behaviour.says(
        200,
        JSON.createObjectNode()
            .put("ok", true)
            .put("channel", channel)
            .put("ts", "1503435956.000247")
            .set("message", json)
            .toString());
  }

  private static Behaviour refused(String error) {
    return Behaviour.says(
        200, JSON.createObjectNode().put("ok", false).put("error", error).toString());
  }

  private static Behaviour tooFast() {
    return Behaviour.says(429, "{\"ok\":false,\"error\":\"ratelimited\"}", "Retry-After: 1");
  }

  private boolean isTooFast(String to) {
    var now = clock.instant();
    var before = last.get(to);
    if (before != null && now.isBefore(before.plus(PACE))) {
      return true;
    }
    last.put(to, now);
    return false;
  }

  private static @Nullable JsonNode json(Received request) {
    if (!request.header("content-type").startsWith("application/json")) {
      return null;
    }
    try {
      var json = JSON.readTree(request.body());
      return json.isObject() ? json : null;
    } catch (JsonProcessingException _) {
      return null;
    }
  }

  private static @Nullable String error(JsonNode json) {
    for (var name : json.properties()) {
      if (!MEMBERS.contains(name.getKey())) {
        return "invalid_arguments";
      }
    }
    var text = json.path("text");
    if (!text.isTextual() || text.asText().isBlank()) {
      return "no_text";
    }
    if (text.asText().length() > LONGEST_TEXT || hasMarkup(text.asText())) {
      return "msg_too_long";
    }
    var blocks = json.path("blocks");
    if (!blocks.isArray() || blocks.isEmpty() || blocks.size() > MOST_BLOCKS) {
      return "invalid_blocks";
    }
    for (var block : blocks) {
      if (!isBlock(block)) {
        return "invalid_blocks";
      }
    }
    return null;
  }

  private static boolean isBlock(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "header" -> isText(block.path("text"), "plain_text", LONGEST_HEADER);
      case "section" -> isText(block.path("text"), "mrkdwn", LONGEST_SECTION);
      case "context" -> {
        var elements = block.path("elements");
        var good = !elements.isEmpty() && elements.size() <= MOST_ELEMENTS;
        for (var element : elements) {
          good &= isText(element, "mrkdwn", LONGEST_SECTION);
        }
        yield good;
      }
      default -> false;
    };
  }

  private static boolean isText(JsonNode text, String type, int longest) {
    var words = text.path("text").asText();
    return text.path("type").asText().equals(type)
        && !words.isEmpty()
        && words.length() <= longest
        && !hasMarkup(words)
        && (type.equals("plain_text") || !text.has("emoji"));
  }

  private static boolean hasMarkup(String text) {
    var rest = text;
    var brackets = BRACKETS.matcher(text);
    while (brackets.find()) {
      if (!ALLOWED.matcher(brackets.group(1)).matches()) {
        return true;
      }
      rest = rest.replace(brackets.group(), "");
    }
    return rest.indexOf('<') >= 0 || rest.indexOf('>') >= 0;
  }
}
