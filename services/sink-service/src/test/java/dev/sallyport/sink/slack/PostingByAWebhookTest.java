package dev.sallyport.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.Answer.Gone;
import dev.sallyport.domain.delivery.Answer.NotTaken;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.sink.courier.HttpCourierContract;
import dev.sallyport.sink.courier.Notices;
import dev.sallyport.sink.courier.UnusableSecret;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.SecretAddress;
import dev.sallyport.sink.message.Wording;
import dev.sallyport.sink.receiver.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostingByAWebhookTest extends HttpCourierContract<SlackWebhookCourier> {
  private final FakeSlack slack = FakeSlack.unhurried();

  @Override
  protected SlackWebhookCourier courier(URI receiver, Outgoing outgoing) {
    return new SlackWebhookCourier(
        SecretAddress.of(receiver.resolve(FakeSlack.WEBHOOK).toString(), "incoming webhook"),
        new Wording(URI.create("https://sallyport.example")),
        outgoing);
  }

  @Override
  protected Behaviour taking() {
    return slack;
  }

  @Override
  protected boolean goneAt410() {
    return false; // that is what Slack says of an archived channel, which can be opened again
  }

  @Override
  protected Set<String> secrets() {
    return Set.of(FakeSlack.WEBHOOK, "abcdefghijklmnopqrstuvwx");
  }

  @Test
  void reads_well() {
    attempt(
        toTheWilling(),
        List.of(
            Notices.updated(
                5, "egress-policy: audit\n# a < b\n", "egress-policy: block\n# a < b\n")));

    assertThat(texts(slack.only()))
        .containsExactly(
            "Policy updated: build",
            """
            *Who:* Ada &lt;!here&gt; Lovelace, on the web pages
            *Organization:* Acme
            *Version:* 6
            *Mode:* block
            *Allowed endpoints:* 1\
            """,
            """
            *1 line added, 1 removed*
            ```- egress-policy: audit
            + egress-policy: block```\
            """,
            "<!date^1795849140^{date_short_pretty}, {time_secs}|2026-11-28T06:59:00Z> ·"
                + " <https://sallyport.example/github/Acme/actions/policies/build/history/5|Open in"
                + " Sallyport>");
    assertThat(slack.only().get("text").asText())
        .isEqualTo(
            "Policy updated: build by Ada &lt;!here&gt; Lovelace, Acme (1 line added, 1 removed)");
  }

  @Test
  void tells_type_job_and_run_of_a_detection() {
    attempt(toTheWilling(), List.of(Notices.detected(DetectionType.DOMAIN_BLOCKED)));

    assertThat(texts(slack.only()).get(1))
        .contains("*Type:* Domain-Blocked", "*Job:* build &lt;!channel&gt;", "*Run:* 4711");
    assertThat(texts(slack.only()).getFirst())
        .isEqualTo("Outbound call blocked: mirror.example:443");
  }

  @Test
  void shows_a_burst_as_one_message_with_a_line_for_each() {
    attempt(toTheWilling(), Notices.some(10));

    var texts = texts(slack.only());
    assertThat(texts).hasSize(11).first().isEqualTo("10 events in Acme");
    assertThat(texts.subList(1, 11))
        .allMatch(text -> text.startsWith("• Policy updated: build by Ada"))
        .allMatch(text -> text.endsWith("|Open in Sallyport>"));
  }

  @Test
  void calls_nobody_and_forges_no_link_whatever_a_policy_says() {
    attempt(toTheWilling(), List.of(Notices.hostile()));

    // The fake refuses whatever would; this is what is left of it.
    assertThat(slack.only().toString())
        .contains("&lt;!channel&gt;", "&lt;https://evil.example|login&gt;")
        .doesNotContain("<!channel", "<https://evil", "```x");
  }

  @Test
  void stays_within_the_limits_however_much_there_is_to_tell() {
    var courier = toTheWilling();
    var much = "&<>".repeat(60) + "\n";
    attempt(courier, List.of(Notices.updated(1, "", much.repeat(200))));
    assertThat(slack.only().toString()).contains("… and ", " lines more");

    attempt(courier, List.of(Notices.hostile(), Notices.hostile()));
    assertThat(slack.posted()).hasSize(2);
  }

  @Test
  void keeps_the_pace_that_slack_asks_for() {
    var now = new Instant[] {Instant.EPOCH};
    var courier = toReceiver();
    receiver.always(new FakeSlack(() -> now[0]));

    assertThat(answer(courier)).isInstanceOf(Answer.Taken.class);
    assertThat(answer(courier))
        .isInstanceOfSatisfying(
            NotTaken.class, not -> assertThat(not.pause()).isEqualTo(Duration.ofSeconds(1)));
    now[0] = now[0].plus(courier.pace());
    assertThat(answer(courier)).isInstanceOf(Answer.Taken.class);
  }

  @ParameterizedTest
  @CsvSource({
    "404, no_service, the incoming webhook was removed",
    "404, no_team, the workspace of the incoming webhook is not there"
  })
  void ends_with_a_webhook_that_is_not_there_any_more(int status, String error, String words) {
    receiver.first(Behaviour.says(status, error));

    assertThat(answer(toReceiver()))
        .isInstanceOf(Gone.class)
        .extracting(Answer::said)
        .asString()
        .startsWith("Slack said " + error + ": " + words);
  }

  @ParameterizedTest
  @CsvSource({
    "410, channel_is_archived, the channel is archived",
    "404, channel_not_found, there is no such channel",
    "403, action_prohibited, the workspace does not let apps post there",
    "400, invalid_payload, it does not understand the message",
    "500, rollup_error, it is tried again later"
  })
  void says_what_to_do_about_anything_else(int status, String error, String words) {
    receiver.first(Behaviour.says(status, error));

    assertThat(answer(toReceiver()))
        .isInstanceOf(NotTaken.class)
        .extracting(Answer::said)
        .asString()
        .startsWith("Slack said " + error + ": " + words);
  }

  @Test
  void shows_people_the_host_and_the_message() {
    assertThat(attempt(toTheWilling(), Notices.some(1)).request())
        .startsWith("POST http://127.0.0.1:%d/…\n\n{\"text\":".formatted(receiver.port()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.slack.com/services/hushhush",
        "ftp://x/hushhush",
        "https://u:p@x/hushhush",
        "https://x/hush hush"
      })
  void takes_no_other_address(String address) {
    assertThatThrownBy(() -> SecretAddress.of(address, "incoming webhook"))
        .isInstanceOf(UnusableSecret.class)
        .hasNoCause()
        .message()
        .doesNotContain("hush");
  }

  static List<String> texts(JsonNode message) {
    return StreamSupport.stream(message.get("blocks").spliterator(), false)
        .map(block -> block.has("text") ? block.get("text") : block.get("elements").get(0))
        .map(text -> text.get("text").asText())
        .toList();
  }
}
