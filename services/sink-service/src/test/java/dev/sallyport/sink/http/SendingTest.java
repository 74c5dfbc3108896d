package dev.sallyport.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.sink.http.Post.Header;
import dev.sallyport.sink.http.Reply.Answered;
import dev.sallyport.sink.http.Reply.NotReached;
import dev.sallyport.sink.receiver.Behaviour;
import dev.sallyport.sink.receiver.Identity;
import dev.sallyport.sink.receiver.Receiver;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingTest {
  private static final String LOOPBACK = "127.0.0.0/8";

  private final Receiver receiver = Receiver.inClear();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void sends_what_it_is_given_and_nothing_about_itself() throws Exception {
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      var reply =
          outgoing.post(
              new Post(
                  receiver.address("/hooks?x=1"),
                  List.of(new Header("Content-Type", "text/plain"), new Header("X-Key", "k")),
                  "hüllo",
                  Set.of("k")));

      assertThat(reply).isEqualTo(new Answered(200, "o…", null, null));
      var request = receiver.only();
      assertThat(request.firstLine()).isEqualTo("POST /hooks?x=1 HTTP/1.1");
      assertThat(request.body()).isEqualTo("hüllo");
      assertThat(request.headers().keySet())
          .containsExactlyInAnyOrder(
              "content-type", "x-key", "content-length", "host", "connection", "user-agent");
      assertThat(request.header("user-agent")).isEqualTo("Sallyport");
    }
  }

  @Test
  void uses_a_connection_again() throws Exception {
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      for (var i = 0; i < 5; i++) {
        assertThat(outgoing.post(to(receiver.address("/"))).answer())
            .isInstanceOf(Answer.Taken.class);
      }
    }
    assertThat(receiver.connections()).isEqualTo(1);
  }

  @Test
  void a_connection_that_was_closed_without_a_word_fails_no_message() throws Exception {
    receiver.always(Behaviour.saysAndCloses(200));
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      for (var i = 0; i < 20; i++) {
        assertThat(outgoing.post(to(receiver.address("/"))).answer())
            .isInstanceOf(Answer.Taken.class);
      }
    }
    assertThat(receiver.received()).hasSize(20);
    assertThat(receiver.connections()).isEqualTo(20);
  }

  @Test
  void what_a_new_connection_does_not_answer_is_not_sent_again() throws Exception {
    receiver.always(Behaviour.resets());
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      assertThat(outgoing.post(to(receiver.address("/"))).answer())
          .isEqualTo(new Answer.NotTaken("127.0.0.1 closed the connection before it had answered"));
    }
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void a_message_goes_once_more_and_not_again_after_a_connection_was_used_before()
      throws Exception {
    receiver.first(Behaviour.says(200, "")).always(Behaviour.resets());
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      outgoing.post(to(receiver.address("/")));

      assertThat(outgoing.post(to(receiver.address("/"))).answer())
          .isInstanceOf(Answer.NotTaken.class);
    }
    assertThat(receiver.received()).hasSize(3);
  }

  @Test
  void keeps_no_cookie_and_answers_no_challenge() throws Exception {
    receiver.first(
        Behaviour.says(200, "", "Set-Cookie: a=b; Path=/"),
        Behaviour.says(401, "", "WWW-Authenticate: Basic realm=x"));
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      outgoing.post(to(receiver.address("/")));
      var challenged = outgoing.post(to(receiver.address("/")));
      outgoing.post(to(receiver.address("/")));

      assertThat(challenged.answer()).isEqualTo(new Answer.NotTaken("HTTP 401"));
      assertThat(receiver.received())
          .hasSize(3)
          .noneMatch(each -> each.headers().containsKey("cookie"))
          .noneMatch(each -> each.headers().containsKey("authorization"));
    }
  }

  @Test
  void asks_the_guard_again_whenever_a_connection_is_opened() throws Exception {
    // The name server of an attacker: first an address that passes, then one of this machine.
    var answers =
        new ArrayDeque<>(List.of(InetAddress.ofLiteral("127.0.0.1"), address("169.254.169.254")));
    receiver.always(Behaviour.says(200, "", "Connection: close"));
    try (var outgoing =
        Outgoings.asking(_ -> new InetAddress[] {answers.removeFirst()}, "127.0.0.1")) {
      var there = receiver.at("rebinding.example", "/");

      assertThat(outgoing.post(to(there)).answer()).isInstanceOf(Answer.Taken.class);
      assertThat(outgoing.post(to(there)))
          .isEqualTo(
              new NotReached(
                  "address 169.254.169.254 of rebinding.example is a metadata service of a cloud:"
                      + " an operator can allow it with SALLYPORT_SINKS_ALLOWED_HOSTS"));
    }
  }

  @Test
  void does_not_even_connect_to_what_is_not_public() throws Exception {
    try (var outgoing = Outgoings.guarded()) {
      for (var host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]")) {
        assertThat(outgoing.post(to(receiver.at(host, "/"))))
            .isInstanceOfSatisfying(
                NotReached.class, reached -> assertThat(reached.why()).contains("is loopback"));
      }
    }
    assertThat(receiver.connections()).isZero();
  }

  @Test
  void ends_an_exchange_in_which_a_byte_comes_now_and_then() {
    for (var slow : List.of(Behaviour.drips(), Behaviour.dripsItsBody(), Behaviour.saysNothing())) {
      receiver.first(slow);
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            try (var outgoing = Outgoings.allowing(LOOPBACK)) {
              assertThat(outgoing.post(to(receiver.address("/"))))
                  .isEqualTo(new NotReached("no answer within 3 seconds"));
            }
          });
    }
  }

  @Test
  void does_not_wait_for_a_name_server_for_ever() {
    var never = new CountDownLatch(1);
    var interrupted = new AtomicBoolean();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          try (var outgoing =
              Outgoings.asking(_ -> {
                try {
                  never.await();
                } catch (InterruptedException _) {
                  interrupted.set(true);
                }
                return new InetAddress[0];
              })) {
            assertThat(outgoing.post(to(URI.create("https://slow.example/"))))
                .isEqualTo(new NotReached("no answer within 3 seconds"));
          }
        });
  }

  @Test
  void reads_the_beginning_of_an_answer_and_drops_the_rest() {
    receiver.first(Behaviour.floods(500));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          try (var outgoing = Outgoings.allowing(LOOPBACK)) {
            assertThat(outgoing.post(to(receiver.address("/"))))
                .isInstanceOfSatisfying(
                    Answered.class,
                    answered -> {
                      assertThat(answered.status()).isEqualTo(500);
                      assertThat(answered.body()).hasSizeLessThanOrEqualTo(Outgoing.MOST_READ);
                      assertThat(answered.said()).startsWith("HTTP 500: much much").endsWith("…");
                    });
            assertThat(outgoing.post(to(receiver.address("/"))).answer())
                .isInstanceOf(Answer.Taken.class);
          }
        });
    assertThat(receiver.connections()).isEqualTo(2);
  }

  @Test
  void follows_no_redirect() throws Exception {
    receiver.first(
        Behaviour.says(302, "", "Location: http://169.254.169.254/latest/meta-data/secret"),
        Behaviour.says(307, "", "Location: /elsewhere"));
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      assertThat(outgoing.post(to(receiver.address("/"))).answer())
          .isEqualTo(
              new Answer.NotTaken(
                  "HTTP 302 to http://169.254.169.254: redirects are not followed"));
      assertThat(outgoing.post(to(receiver.address("/"))).answer())
          .isEqualTo(new Answer.NotTaken("HTTP 307 to another path: redirects are not followed"));
    }
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void tells_what_is_wrong_with_a_certificate() throws Exception {
    var other = Identity.of("other.example");
    try (var tls = Receiver.overTls(other);
        var trusting = Outgoings.trusting(other, LOOPBACK);
        var common = Outgoings.allowing(LOOPBACK)) {
      assertThat(trusting.post(to(tls.at("localhost", "/"))))
          .isEqualTo(new NotReached("the certificate is not for this name, localhost"));
      assertThat(common.post(to(tls.at("localhost", "/"))))
          .isEqualTo(
              new NotReached("nobody who is trusted vouches for the certificate of localhost"));
      assertThat(tls.received()).isEmpty();
    }
    var local = Identity.of("localhost");
    try (var tls = Receiver.overTls(local);
        var trusting = Outgoings.trusting(local, LOOPBACK)) {
      assertThat(trusting.post(to(tls.at("localhost", "/"))).answer())
          .isEqualTo(new Answer.Taken("HTTP 200: ok"));
    }
    try (var notTls = Outgoings.allowing(LOOPBACK)) {
      assertThat(notTls.post(to(URI.create("https://localhost:" + receiver.port()))))
          .isInstanceOf(NotReached.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, PT7S",
    "503, 999999, PT24H",
    "503, 99999999999999999999, PT24H",
    "429, 'Sat, 28 Nov 2026 07:01:30 GMT', PT1M30S",
    "429, 'Sat, 28 Nov 2026 06:00:00 GMT',",
    "429, 0,",
    "429, soon,",
    "429, -5,"
  })
  void hears_how_long_to_wait(int status, String after, @Nullable Duration pause) throws Exception {
    receiver.first(Behaviour.says(status, "slower", "Retry-After: " + after));
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      assertThat(outgoing.post(to(receiver.address("/"))).answer())
          .isEqualTo(new Answer.NotTaken("HTTP " + status + ": slower", pause));
    }
  }

  @Test
  void repeats_no_secret_and_nothing_that_cannot_be_seen() throws Exception {
    receiver.first(Behaviour.says(400, "bad key hush\r\n\u202Eevil\u0000 hush-hush"));
    try (var outgoing = Outgoings.allowing(LOOPBACK)) {
      assertThat(
              outgoing
                  .post(new Post(receiver.address("/"), List.of(), "", Set.of("hush", "hush-hush")))
                  .answer())
          .isEqualTo(new Answer.NotTaken("HTTP 400: bad key … evil …"));
    }
  }

  private static Post to(URI address) {
    return new Post(address, List.of(), "{}", Set.of());
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
