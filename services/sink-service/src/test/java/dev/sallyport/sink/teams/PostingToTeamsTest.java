package dev.sallyport.sink.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.domain.delivery.Answer.NotTaken;
import dev.sallyport.sink.courier.HttpCourierContract;
import dev.sallyport.sink.courier.Notices;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.SecretAddress;
import dev.sallyport.sink.message.Wording;
import dev.sallyport.sink.receiver.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostingToTeamsTest extends HttpCourierContract<TeamsCourier> {
  private static final String PATH =
      "/workflows/0123456789abcdef/triggers/manual/paths/invoke?sig=hush-hush-hush";
  private static final Set<String> RUN =
      Set.of("type", "text", "weight", "size", "isSubtle", "fontType", "selectAction");

  @Override
  protected TeamsCourier courier(URI receiver, Outgoing outgoing) {
    return new TeamsCourier(
        SecretAddress.of(receiver.resolve(PATH).toString(), "workflow"),
        new Wording(URI.create("https://sallyport.example")),
        outgoing);
  }

  @Override
  protected Behaviour taking() {
    return (request, socket) -> {
      var error = error(request.body());
      Behaviour.says(error.isEmpty() ? 202 : 400, error).answer(request, socket);
    };
  }

  @Override
  protected boolean goneAt410() {
    return true;
  }

  @Override
  protected Set<String> secrets() {
    return Set.of("hush-hush-hush", "0123456789abcdef");
  }

  /** What Teams documents about what it takes; empty if all is well. */
  private static String error(String body) throws IOException {
    if (body.getBytes(StandardCharsets.UTF_8).length > 28 * 1024) {
      return "RequestEntityTooLarge";
    }
    var json = new ObjectMapper().readTree(body);
    var attachment = json.at("/attachments/0");
    var card = attachment.path("content");
    if (!json.path("type").asText().equals("message")
        || !attachment
            .path("contentType")
            .asText()
            .equals("application/vnd.microsoft.card.adaptive")
        || !card.path("type").asText().equals("AdaptiveCard")
        || !card.path("version").asText().equals("1.4")
        || card.path("body").isEmpty()) {
      return "BadRequest";
    }
    for (var block : card.path("body")) {
      if (!block.path("type").asText().equals("RichTextBlock") || block.path("inlines").isEmpty()) {
        return "markdown would be understood";
      }
      for (var run : block.path("inlines")) {
        for (var member : run.properties()) {
          if (!RUN.contains(member.getKey())) {
            return "no such member of a text run: " + member.getKey();
          }
        }
        if (!run.path("type").asText().equals("TextRun") || run.path("text").asText().isEmpty()) {
          return "no text run";
        }
      }
    }
    return "";
  }

  @Test
  void reads_well() throws Exception {
    attempt(
        toTheWilling(),
        List.of(Notices.updated(5, "egress-policy: audit\n", "egress-policy: block\n")));

    assertThat(lines(card()))
        .containsExactly(
            "Policy updated: build",
            "Who: Ada <!here> Lovelace, on the web pages",
            "Organization: Acme",
            "Version: 6",
            "Mode: block",
            "Allowed endpoints: 1",
            "1 line added, 1 removed",
            "- egress-policy: audit",
            "+ egress-policy: block",
            "2026-11-28T06:59:00Z");
    assertThat(card().at("/actions/0").toString())
        .isEqualTo(
            "{\"type\":\"Action.OpenUrl\","
                + "\"url\":\"https://sallyport.example/github/Acme/actions/policies/build/history/5\","
                + "\"title\":\"Open in Sallyport\"}");
  }

  @Test
  void shows_a_burst_as_one_card_with_a_line_for_each() throws Exception {
    attempt(toTheWilling(), Notices.some(10));

    assertThat(lines(card())).hasSize(11).first().isEqualTo("10 events in Acme");
    assertThat(card().at("/body/1/inlines/2/selectAction/url").asText()).endsWith("/history/1");
  }

  @Test
  void stays_within_the_limit_however_much_there_is_to_tell() {
    var courier = toTheWilling();
    // Each of these takes six bytes of JSON and more of UTF-8.
    var much = ("\"\\😀".repeat(40) + "\n").repeat(300);

    assertThat(attempt(courier, List.of(Notices.updated(1, "", much))).answer().said())
        .startsWith("HTTP 202");
    assertThat(attempt(courier, Notices.some(10)).answer().said()).startsWith("HTTP 202");
  }

  @Test
  void leaves_out_what_would_be_too_much() throws Exception {
    var message = new Wording(null).of(Notices.updated(1, "a\n", "b\n"));
    var many = Collections.nCopies(400, message);
    var json = AdaptiveCard.of(many, "Acme");

    assertThat(json.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(AdaptiveCard.MOST_BYTES);
    assertThat(error(json)).isEmpty();
    assertThat(json).containsPattern("… and [0-9]+ more");
  }

  @Test
  void hears_a_connector_that_says_in_words_that_it_went_wrong() {
    receiver.first(
        Behaviour.says(
            200,
            "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP"
                + " error 429"));

    assertThat(answer(toReceiver())).isInstanceOf(NotTaken.class);
  }

  private JsonNode card() throws IOException {
    return new ObjectMapper().readTree(receiver.only().body()).at("/attachments/0/content");
  }

  private static List<String> lines(JsonNode card) {
    var lines = new ArrayList<String>();
    for (var block : card.get("body")) {
      var line = new StringBuilder();
      block.get("inlines").forEach(run -> line.append(run.get("text").asText()));
      lines.add(line.toString());
    }
    return lines;
  }
}
