package dev.sallyport.sink.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.Outgoings;
import dev.sallyport.sink.message.Wording;
import dev.sallyport.sink.receiver.Receiver;
import dev.sallyport.sink.slack.SlackBotCourier;
import dev.sallyport.sink.slack.SlackWebhookCourier;
import dev.sallyport.sink.teams.TeamsCourier;
import dev.sallyport.sink.webhook.WebhookCourier;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MakingCouriersTest {
  private static final String SIGNING = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final Destination WEBHOOK =
      Destination.Webhook.of("https://hooks.example/x", List.of("X-Api-Key"));

  private final Outgoing outgoing = Outgoings.allowing("127.0.0.1");
  private final Couriers couriers =
      new Couriers(
          outgoing,
          new Wording(null),
          URI.create("https://slack.com/api/chat.postMessage"),
          null,
          InstantSource.system());

  @AfterEach
  void stop() throws IOException {
    outgoing.close();
  }

  @Test
  void makes_the_one_that_a_destination_needs() {
    assertThat(courier(WEBHOOK, Map.of("signing-secret", SIGNING, "header:x-api-key", "k")))
        .isInstanceOf(WebhookCourier.class);
    assertThat(
            courier(
                new Destination.SlackWebhook(),
                Map.of("address", "https://hooks.slack.com/services/T/B/x")))
        .isInstanceOf(SlackWebhookCourier.class);
    assertThat(courier(new Destination.SlackChannel("#alerts"), Map.of("token", "xoxb-1-2-3")))
        .isInstanceOf(SlackBotCourier.class);
    assertThat(
            courier(
                new Destination.TeamsWebhook(),
                Map.of("address", "https://x.logic.azure.com/workflows/y")))
        .isInstanceOf(TeamsCourier.class);
  }

  @Test
  void sends_headers_and_both_signatures() {
    try (var receiver = Receiver.inClear()) {
      var secrets = new HashMap<String, String>();
      secrets.put("signing-secret", SIGNING);
      secrets.put("previous-signing-secret", SIGNING);
      secrets.put("header:x-api-key", "the key");
      var answer =
          courier(
                  Destination.Webhook.of(receiver.address("/").toString(), List.of("X-Api-Key")),
                  secrets)
              .deliver(Notices.some(1));

      assertThat(answer.answer().said()).isEqualTo("HTTP 200: ok");
      assertThat(receiver.only().header("x-api-key")).isEqualTo("the key");
      assertThat(receiver.only().header("webhook-signature").split(" ", -1)).hasSize(2);
    }
  }

  @Test
  void says_which_secret_is_missing() {
    refuses(WEBHOOK, Map.of(), "the value of the header X-Api-Key is missing: put it in again");
    refuses(
        WEBHOOK, Map.of("header:x-api-key", "k"), "the signing secret is missing: put it in again");
    refuses(
        new Destination.SlackWebhook(),
        Map.of("token", "xoxb-1-2-3"),
        "the address of the incoming webhook is missing: put it in again");
    refuses(
        new Destination.SlackChannel("#alerts"),
        Map.of("token", " "),
        "the token of the bot is missing: put it in again");
    refuses(
        new Destination.TeamsWebhook(),
        Map.of(),
        "the address of the workflow is missing: put it in again");
  }

  @Test
  void says_which_secret_is_malformed() {
    refuses(
        WEBHOOK,
        Map.of("header:x-api-key", "a\r\nX-Forged: hush", "signing-secret", SIGNING),
        "the value of the header X-Api-Key has to be one line of printable ASCII");
    refuses(
        WEBHOOK,
        Map.of("header:x-api-key", "k", "signing-secret", "hush"),
        "the signing secret is not whsec_ and the base64 of 24 to 64 bytes");
    refuses(
        WEBHOOK,
        Map.of(
            "header:x-api-key", "k", "signing-secret", SIGNING, "previous-signing-secret", "hush"),
        "the previous signing secret is not whsec_ and the base64 of 24 to 64 bytes");
  }

  @Test
  void sends_no_mail_without_a_server() {
    refuses(
        new Destination.Email(List.of(EmailAddress.of("team@corp.example"))),
        Map.of(),
        "no mail server is set up: an operator can do so with SALLYPORT_SINKS_MAIL_HOST and"
            + " SALLYPORT_SINKS_MAIL_FROM");
  }

  private void refuses(Destination destination, Map<String, String> secrets, String words) {
    assertThatThrownBy(() -> courier(destination, secrets))
        .isInstanceOf(UnusableSecret.class)
        .hasMessage(words);
  }

  private Courier courier(Destination destination, Map<String, String> secrets) {
    return couriers.courier(
        new Integration(
            new IntegrationId("00000000000000000000000000000001"),
            "it",
            destination,
            Set.of(Happening.POLICY_UPDATED),
            List.of(),
            Integration.Standing.ACTIVE,
            SecretsReference.NONE),
        secrets);
  }
}
