package dev.sallyport.domain.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.integration.Destination.Email;
import dev.sallyport.domain.integration.Destination.SlackChannel;
import dev.sallyport.domain.integration.Destination.SlackWebhook;
import dev.sallyport.domain.integration.Destination.TeamsWebhook;
import dev.sallyport.domain.integration.Destination.Webhook;
import dev.sallyport.domain.names.InvalidName;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingADestinationTest {
  private static final String GOOD = "https://example.com/hooks";

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "http://127.0.0.1:8080",
        "HTTPS://Example.com",
        "https://[2001:db8::1]:443/a?b=c%20d",
        "https://xn--bcher-kva.example/",
        "https://hooks.internal:65535/a/b/../c"
      })
  void takes_an_address_of_http(String url) {
    assertThat(Webhook.of(" " + url + "\n", List.of()).url()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/hooks",
        "//example.com/hooks",
        "/hooks",
        "https:",
        "https://",
        "https:///hooks",
        "https:example.com",
        "ftp://example.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://example.com:25/_QUIT",
        "https://example.com:65536/",
        "https://example.com:-1/",
        "https://exa mple.com/",
        "https://example.com/a b",
        "https://example.com/\r\nHost: evil.example",
        "https://example.com/\u0000",
        "https://ex_ample.com/",
        "https://büch.example/",
        "https://user@example.com/",
        "https://user:password@example.com/",
        "https://@example.com/",
        "https://example.com\\@evil.example/",
        "https://example.com/hooks#part",
        "https://example.com/#"
      })
  void takes_nothing_else(String url) {
    assertThatThrownBy(() -> Webhook.of(url, List.of())).isInstanceOf(InvalidName.class);
  }

  @Test
  void takes_no_address_longer_than_2000_characters() {
    var filled = GOOD + "/" + "a".repeat(2_000 - GOOD.length() - 1);

    assertThat(Webhook.of(filled, List.of()).url().toString()).hasSize(2_000);
    assertThatThrownBy(() -> Webhook.of(filled + "a", List.of())).isInstanceOf(InvalidName.class);
  }

  @Test
  void has_a_secret_for_each_header_and_two_to_sign_with() {
    assertThat(Webhook.of(GOOD, List.of("Authorization", "X-Api-Key")).secrets())
        .containsExactly(
            "signing-secret",
            "previous-signing-secret",
            "header:authorization",
            "header:x-api-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "X Token",
        "X-Token:",
        "X-Token\r\nHost",
        "X-Tökén",
        "X-Token\u0000",
        "(X)",
        "Host",
        "HOST",
        "Content-Type",
        "content-length",
        "Content-Encoding",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "User-Agent",
        "Proxy-Authorization",
        "webhook-id",
        "Webhook-Signature",
        "CE-Type"
      })
  void takes_no_header_that_is_none_or_that_is_not_ones_own_to_set(String header) {
    assertThatThrownBy(() -> Webhook.of(GOOD, List.of(header))).isInstanceOf(InvalidName.class);
  }

  @Test
  void takes_each_header_once_and_twenty_at_most() {
    var most = IntStream.range(0, 20).mapToObj(each -> "X-" + each).toList();

    assertThat(Webhook.of(GOOD, most).headers()).hasSize(20);
    var more = IntStream.range(0, 21).mapToObj(each -> "X-" + each).toList();
    assertThatThrownBy(() -> Webhook.of(GOOD, more)).isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> Webhook.of(GOOD, List.of("X-Token", "x-token")))
        .isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> Webhook.of(GOOD, List.of("X" + "y".repeat(100))))
        .isInstanceOf(InvalidName.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C024BE91L", "G0123456789", "D024BE91L", "#security", "#ci_alerts-ü.漢"})
  void takes_a_channel_by_id_or_name(String channel) {
    assertThat(new SlackChannel(channel).channel()).isEqualTo(channel);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "security",
        "#",
        "#Security",
        "# security",
        "#a b",
        "##",
        "@ada",
        "U024BE91L",
        "C024",
        "c024be91l",
        "#a\n",
        "C024BE91L\n"
      })
  void takes_no_other_channel(String channel) {
    assertThatThrownBy(() -> new SlackChannel(channel)).isInstanceOf(InvalidName.class);
  }

  @Test
  void mails_to_one_to_twenty_people_each_once() {
    var twenty = IntStream.range(0, 20).mapToObj(NamingADestinationTest::person).toList();

    assertThat(new Email(twenty).to()).hasSize(20);
    var more = IntStream.range(0, 21).mapToObj(NamingADestinationTest::person).toList();
    assertThatThrownBy(() -> new Email(more)).isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> new Email(List.of())).isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> new Email(Collections.nCopies(2, person(1))))
        .isInstanceOf(InvalidName.class);
  }

  private static EmailAddress person(int number) {
    return EmailAddress.of("person%d@acme.example".formatted(number));
  }

  @Test
  void what_is_secret_has_a_name_and_no_value() {
    assertThat(new SlackWebhook().secrets()).containsExactly("address");
    assertThat(new TeamsWebhook().secrets()).containsExactly("address");
    assertThat(new SlackChannel("#a").secrets()).containsExactly("token");
    assertThat(new Email(List.of(person(1))).secrets()).isEmpty();
  }

  @Test
  void every_kind_has_a_name_of_its_own() {
    assertThat(
            List.of(
                Webhook.of(GOOD, List.of()).kind(),
                new SlackWebhook().kind(),
                new SlackChannel("#a").kind(),
                new TeamsWebhook().kind(),
                new Email(List.of(person(1))).kind()))
        .containsExactly("webhook", "slack-webhook", "slack-bot", "teams-webhook", "email");
  }
}
