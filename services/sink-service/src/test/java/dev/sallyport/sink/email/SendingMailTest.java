package dev.sallyport.sink.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.Answer.NotTaken;
import dev.sallyport.domain.delivery.Answer.Taken;
import dev.sallyport.sink.courier.CourierContract;
import dev.sallyport.sink.courier.Notices;
import dev.sallyport.sink.email.MailServer.Login;
import dev.sallyport.sink.email.MailServer.Protection;
import dev.sallyport.sink.email.SmtpReceiver.Mood;
import dev.sallyport.sink.message.Wording;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingMailTest extends CourierContract<EmailCourier> {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final EmailAddress FROM = EmailAddress.of("sallyport@corp.example");

  private static Vertx vertx;

  private final List<AutoCloseable> open = new ArrayList<>();
  private SmtpReceiver receiver = new SmtpReceiver(Mood.WILLING);

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    for (var each : open) {
      each.close();
    }
    receiver.close();
  }

  private EmailCourier to(Mood mood, String... recipients) {
    receiver.close();
    receiver = new SmtpReceiver(mood);
    return courier(receiver.port(), Protection.NONE, recipients);
  }

  private EmailCourier courier(int port, Protection protection, String... recipients) {
    var config =
        MailServer.config("127.0.0.1", port, protection, new Login("sallyport", "hush-hush"));
    var server = new MailServer(vertx, config, FROM, PATIENCE);
    open.add(server);
    return new EmailCourier(
        server,
        List.of(recipients).stream().map(EmailAddress::of).toList(),
        new Wording(URI.create("https://sallyport.example")));
  }

  @Override
  protected EmailCourier toTheWilling() {
    return to(Mood.WILLING, "team@corp.example");
  }

  @Override
  protected EmailCourier toNobody() {
    var courier = toTheWilling();
    receiver.close();
    return courier;
  }

  @Override
  protected EmailCourier toTheUnwilling() {
    return to(Mood.BUSY, "team@corp.example");
  }

  @Override
  protected EmailCourier toTheSilent() {
    return to(Mood.SILENT, "team@corp.example");
  }

  @Override
  protected int taken() {
    return receiver.mails().size();
  }

  @Override
  protected Set<String> secrets() {
    return Set.of(
        "hush-hush",
        Base64.getEncoder()
            .encodeToString("\0sallyport\0hush-hush".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void reads_well_as_text_and_as_html() {
    var letter =
        Letter.of(
            new Wording(URI.create("https://sallyport.example"))
                .of(
                    List.of(
                        Notices.updated(5, "egress-policy: audit\n", "egress-policy: a < b\n"))),
            "Acme");

    assertThat(letter.subject()).isEqualTo("[Sallyport] Policy updated: build");
    assertThat(letter.text())
        .isEqualTo(
            """
            Policy updated: build

              Who: Ada <!here> Lovelace, on the web pages
              Organization: Acme
              Version: 6
              Mode: block
              Allowed endpoints: 1
              When: 2026-11-28T06:59:00Z

              1 line added, 1 removed
                - egress-policy: audit
                + egress-policy: a < b

              https://sallyport.example/github/Acme/actions/policies/build/history/5

            """);
    assertThat(letter.html())
        .contains(
            "<td>Ada &lt;!here&gt; Lovelace, on the web pages</td>",
            "<pre>- egress-policy: audit\n+ egress-policy: a &lt; b\n</pre>",
            "<a href=\"https://sallyport.example/github/Acme/actions/policies/build/history/5\">");
  }

  @Test
  void is_from_whom_it_should_be_and_names_its_delivery() {
    var notices = Notices.some(1);
    attempt(toTheWilling(), notices);

    var mail = receiver.mails().getFirst();
    assertThat(mail.from()).isEqualTo("sallyport@corp.example");
    assertThat(mail.to()).containsExactly("team@corp.example");
    assertThat(mail.data())
        .contains(
            "Message-ID: <%s@corp.example>".formatted(notices.getFirst().delivery().digits()),
            "Subject: [Sallyport] Policy updated: build",
            "Auto-Submitted: auto-generated",
            "text/plain",
            "text/html")
        .containsOnlyOnce("Message-ID");
  }

  @Test
  void sends_a_burst_as_one_mail() {
    attempt(toTheWilling(), Notices.some(20));

    assertThat(receiver.mails()).hasSize(1);
    assertThat(receiver.mails().getFirst().data()).contains("[Sallyport] 20 events in Acme");
  }

  @Test
  void puts_no_markup_of_others_into_a_mail() {
    var letter = Letter.of(new Wording(null).of(List.of(Notices.hostile())), "Acme");

    assertThat(letter.html()).doesNotContain("<b>", "<!channel").contains("&lt;b&gt;");
    assertThat(letter.subject()).doesNotContain("\n", "\r");
  }

  @Test
  void reaches_the_others_where_one_is_not_known() {
    var courier = to(Mood.WILLING, "team@corp.example", "nobody@corp.example");

    assertThat(answer(courier))
        .isEqualTo(new Taken("the mail server took it, but not for nobody@corp.example"));
    assertThat(receiver.mails().getFirst().to()).containsExactly("team@corp.example");
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, 'the mail server said: 451 4.3.0 later,  please'",
    "REFUSING, the mail server takes mail for none of the recipients",
    "DRIPPING, the mail server did not take it within 3 seconds",
    "RESETTING, the mail server closed the connection before it had taken it",
    "SOMETHING_ELSE, the mail server said: HTTP/1.1 400 Bad Request"
  })
  void says_what_became_of_it(Mood mood, String words) {
    assertThat(answer(to(mood, "team@corp.example"))).isEqualTo(new NotTaken(words));
  }

  @Test
  void misses_no_greeting_however_quickly_it_comes() {
    var courier = toTheWilling();
    for (var i = 0; i < 100; i++) {
      assertThat(answer(courier)).isInstanceOf(Taken.class);
    }
  }

  @Test
  void says_that_no_server_is_there() {
    assertThat(answer(toNobody())).isEqualTo(new NotTaken("the mail server takes no connections"));
  }

  @Test
  void sends_nothing_in_clear_where_it_should_be_protected() {
    for (var protection : List.of(Protection.STARTTLS, Protection.TLS)) {
      assertThat(answer(courier(receiver.port(), protection, "team@corp.example")))
          .isInstanceOf(Answer.NotTaken.class);
    }
    assertThat(receiver.mails()).isEmpty();
  }
}
