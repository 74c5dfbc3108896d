package dev.sallyport.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.sallyport.sink.courier.HttpCourierContract;
import dev.sallyport.sink.courier.Notices;
import dev.sallyport.sink.courier.UnusableSecret;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.Outgoings;
import dev.sallyport.sink.receiver.Behaviour;
import dev.sallyport.sink.receiver.Received;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveringToAWebhookTest extends HttpCourierContract<WebhookCourier> {
  private static final String SECRET = secret(32, 'a');
  private static final String PREVIOUS = secret(24, 'b');

  // The library that verifies goes by the clock of the machine.
  private Instant now = Instant.now();

  private static String secret(int bytes, char filling) {
    return "whsec_"
        + Base64.getEncoder()
            .encodeToString(
                String.valueOf(filling).repeat(bytes).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  protected WebhookCourier courier(URI receiver, Outgoing outgoing) {
    return courier(receiver, outgoing, SECRET, PREVIOUS);
  }

  private WebhookCourier courier(URI receiver, Outgoing outgoing, String... secrets) {
    return new WebhookCourier(
        receiver.resolve("/hooks?team=a"),
        Map.of("X-Api-Key", "hushhush", "Authorization", "Bearer hush"),
        List.of(secrets).stream().map(each -> SigningSecret.of(each, "signing-secret")).toList(),
        outgoing,
        (InstantSource) () -> now);
  }

  @Override
  protected Behaviour taking() {
    return Behaviour.says(202, "");
  }

  @Override
  protected boolean goneAt410() {
    return true;
  }

  @Override
  protected Set<String> secrets() {
    return Set.of("hush", SECRET.substring(6), PREVIOUS.substring(6));
  }

  @Test
  void sends_a_cloud_event_and_what_was_asked_for() throws Exception {
    var notice = Notices.updated(5, "a\n", "b\n");
    attempt(toTheWilling(), List.of(notice));

    var request = receiver.only();
    assertThat(request.firstLine()).isEqualTo("POST /hooks?team=a HTTP/1.1");
    assertThat(request.header("x-api-key")).isEqualTo("hushhush");
    assertThat(request.header("authorization")).isEqualTo("Bearer hush");
    assertThat(request.header("content-type"))
        .isEqualTo("application/cloudevents+json; charset=UTF-8");
    assertThat(new ObjectMapper().readTree(request.body()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"specversion": "1.0",
                     "id": "00000000-0000-0000-0000-000000000005",
                     "source": "/github/acme",
                     "type": "dev.sallyport.events.PolicyUpdated",
                     "subject": "build",
                     "time": "2026-11-28T06:59:00Z",
                     "datacontenttype": "application/json",
                     "data": {"sequence": 5}}
                    """));
  }

  @Test
  void sends_what_it_does_not_understand_as_it_is() throws Exception {
    attempt(toTheWilling(), List.of(Notices.binary()));

    var body = new ObjectMapper().readTree(receiver.only().body());
    assertThat(body.get("data_base64").asText()).isEqualTo("AAEC");
    assertThat(body.get("datacontenttype").asText()).isEqualTo("application/avro");
    assertThat(body.has("data")).isFalse();
    assertThat(body.has("subject")).isFalse();
  }

  @Test
  void is_verified_with_either_secret_while_one_replaces_the_other() throws Exception {
    attempt(toTheWilling(), List.of(Notices.hostile()));

    var request = receiver.only();
    assertThat(request.header("webhook-signature").split(" ")).hasSize(2);
    verify(request, SECRET);
    verify(request, PREVIOUS);
    assertThatThrownBy(() -> verify(request, secret(32, 'c')))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void is_verified_with_one_secret_as_well() throws Exception {
    receiver.always(taking());
    try (var outgoing = Outgoings.allowing("127.0.0.1")) {
      attempt(courier(receiver.address(""), outgoing, SECRET), Notices.some(1));
    }
    assertThat(receiver.only().header("webhook-signature")).startsWith("v1,").doesNotContain(" ");
    verify(receiver.only(), SECRET);
  }

  @Test
  void keeps_the_id_and_tells_the_time_of_each_attempt() throws Exception {
    receiver.first(Behaviour.says(500, ""));
    var courier = toTheWilling();
    var notices = Notices.some(1);
    attempt(courier, notices);
    now = now.plus(Duration.ofSeconds(100));
    attempt(courier, notices);

    var first = receiver.received().get(0);
    var second = receiver.received().get(1);
    assertThat(first.header("webhook-id"))
        .isEqualTo(notices.getFirst().delivery().digits())
        .isEqualTo(second.header("webhook-id"));
    assertThat(second.header("webhook-timestamp"))
        .isEqualTo(Long.toString(now.getEpochSecond()))
        .isNotEqualTo(first.header("webhook-timestamp"));
    assertThat(second.body()).isEqualTo(first.body());
    verify(first, SECRET);
    verify(second, SECRET);
  }

  @Test
  void shows_people_what_was_sent_without_what_is_secret() {
    assertThat(attempt(toTheWilling(), Notices.some(1)).request())
        .startsWith("POST " + receiver.address("/hooks?team=a") + "\n")
        .contains("\nwebhook-id: ", "\nX-Api-Key: …\n", "\nAuthorization: …\n", "\"specversion\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_dG9vIHNob3J0",
        "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=",
        "whsec_YWFhYWFhYWFhYWFhYWFhYWFhYWFh!WFhYWFhYWFhYWE="
      })
  void takes_no_weak_secret(String secret) {
    assertThatThrownBy(() -> SigningSecret.of(secret, "signing-secret"))
        .isInstanceOf(UnusableSecret.class)
        .hasMessage("the signing-secret is not whsec_ and the base64 of 24 to 64 bytes")
        .hasNoCause();
  }

  @Test
  void takes_secrets_from_24_to_64_bytes() {
    for (var bytes : List.of(24, 64)) {
      assertThatCode(() -> SigningSecret.of(secret(bytes, 'x'), "s")).doesNotThrowAnyException();
    }
    for (var bytes : List.of(23, 65)) {
      assertThatThrownBy(() -> SigningSecret.of(secret(bytes, 'x'), "s"))
          .isInstanceOf(UnusableSecret.class);
    }
  }

  private static void verify(Received request, String secret) throws Exception {
    var headers =
        request.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
    new Webhook(secret).verify(request.body(), HttpHeaders.of(headers, (_, _) -> true));
  }
}
