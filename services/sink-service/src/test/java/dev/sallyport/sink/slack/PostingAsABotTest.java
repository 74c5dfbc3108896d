package dev.sallyport.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.Answer.Gone;
import dev.sallyport.domain.delivery.Answer.NotTaken;
import dev.sallyport.sink.courier.HttpCourierContract;
import dev.sallyport.sink.courier.Notices;
import dev.sallyport.sink.courier.UnusableSecret;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.message.Wording;
import dev.sallyport.sink.receiver.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostingAsABotTest extends HttpCourierContract<SlackBotCourier> {
  private final FakeSlack slack = FakeSlack.unhurried();

  @Override
  protected SlackBotCourier courier(URI receiver, Outgoing outgoing) {
    return new SlackBotCourier(
        receiver.resolve(FakeSlack.METHOD),
        BotToken.of(FakeSlack.TOKEN),
        FakeSlack.CHANNEL,
        new Wording(null),
        outgoing);
  }

  @Override
  protected Behaviour taking() {
    return slack;
  }

  @Override
  protected boolean goneAt410() {
    return false; // the method never answers so
  }

  @Override
  protected Set<String> secrets() {
    return Set.of(FakeSlack.TOKEN);
  }

  @Test
  void posts_to_its_channel() {
    attempt(toTheWilling(), List.of(Notices.tried()));

    assertThat(slack.only().get("channel").asText()).isEqualTo(FakeSlack.CHANNEL);
    assertThat(PostingByAWebhookTest.texts(slack.only()))
        .contains("This is a test of Chat ‹of› the & team");
  }

  @Test
  void understands_an_answer_that_repeats_a_large_message() {
    receiver.first(
        Behaviour.says(
            200, "{\"ok\":true,\"message\":{\"text\":\"" + "x".repeat(100_000) + "\"}}"));

    assertThat(answer(toReceiver())).isEqualTo(new Answer.Taken("HTTP 200: posted"));
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
    "channel_not_found, there is no such channel",
    "not_in_channel, the bot is not in the channel; invite it there",
    "is_archived, the channel is archived",
    "invalid_auth, the token is not accepted",
    "token_expired, the token is not accepted",
    "missing_scope, the app may not write; give it the scope chat:write",
    "restricted_action, the workspace does not let apps post there",
    "ratelimited, too many messages",
    "invalid_blocks, it does not understand the message",
    "something_new, it is tried again later"
  })
  void says_what_to_do(String error, String words) {
    receiver.first(Behaviour.says(200, "{\"error\":\"%s\",\"ok\":false}".formatted(error)));

    assertThat(answer(toReceiver()))
        .isInstanceOf(NotTaken.class)
        .extracting(Answer::said)
        .asString()
        .startsWith("Slack said " + error + ": " + words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"account_inactive", "token_revoked"})
  void ends_with_a_bot_that_was_removed(String error) {
    receiver.first(Behaviour.says(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(error)));

    assertThat(answer(toReceiver())).isInstanceOf(Gone.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "[true]", "{}", "{\"ok\":\"true\"}", "<html>Sign in</html>"})
  void takes_no_other_answer_for_one_of_slacks(String body) {
    receiver.first(Behaviour.says(200, body));

    assertThat(answer(toReceiver()))
        .isInstanceOf(NotTaken.class)
        .extracting(Answer::said)
        .asString()
        .startsWith("127.0.0.1 did not answer as Slack does: HTTP 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xoxb", "xoxb-hush hush hush", "xoxb-hush\nhush-hush"})
  void takes_no_other_token(String token) {
    assertThatThrownBy(() -> BotToken.of(token))
        .isInstanceOf(UnusableSecret.class)
        .message()
        .doesNotContain("hush");
  }
}
