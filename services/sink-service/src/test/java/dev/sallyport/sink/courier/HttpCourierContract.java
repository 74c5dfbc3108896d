package dev.sallyport.sink.courier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.Answer.NotTaken;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.Outgoings;
import dev.sallyport.sink.receiver.Behaviour;
import dev.sallyport.sink.receiver.Identity;
import dev.sallyport.sink.receiver.Receiver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every courier has to do that speaks HTTP, to a receiver that misbehaves by script. */
public abstract class HttpCourierContract<C extends Courier> extends CourierContract<C> {
  private static final String LOOPBACK = "127.0.0.0/8";

  private final Outgoing outgoing = Outgoings.allowing(LOOPBACK);

  private final AtomicInteger taken = new AtomicInteger();

  protected final Receiver receiver = Receiver.inClear();

  /**
   * @param receiver an address of it, without a path
   */
  protected abstract C courier(URI receiver, Outgoing outgoing);

  /** What says that a message was taken. */
  protected abstract Behaviour taking();

  /** Whether HTTP's 410 says that the destination is gone for good. */
  protected abstract boolean goneAt410();

  @AfterEach
  final void stop() throws IOException {
    outgoing.close();
    receiver.close();
  }

  protected final C toReceiver() {
    return courier(receiver.address(""), outgoing);
  }

  @Override
  protected final C toTheWilling() {
    receiver.always((request, socket) -> {
      taken.incrementAndGet();
      taking().answer(request, socket);
    });
    return toReceiver();
  }

  @Override
  protected final C toNobody() {
    receiver.close();
    return toReceiver();
  }

  @Override
  protected final C toTheUnwilling() {
    receiver.always(Behaviour.says(500, "out of order"));
    return toReceiver();
  }

  @Override
  protected final C toTheSilent() {
    receiver.always(Behaviour.saysNothing());
    return toReceiver();
  }

  @Override
  protected final int taken() {
    return taken.get();
  }

  @Test
  final void says_what_was_wrong_there() {
    receiver.first(Behaviour.says(500, "out of order"));

    assertThat(answer(toReceiver())).isEqualTo(new NotTaken("HTTP 500: out of order"));
  }

  @Test
  final void leaves_alone_who_asks_for_it() {
    receiver.first(
        Behaviour.says(429, "", "Retry-After: 7"),
        Behaviour.says(503, "", "Retry-After: Sat, 28 Nov 2026 07:02:00 GMT"),
        Behaviour.says(429, "", "Retry-After: 1000000"));
    var courier = toReceiver();

    assertThat(pause(answer(courier))).isEqualTo(Duration.ofSeconds(7));
    assertThat(pause(answer(courier))).isEqualTo(Duration.ofMinutes(2));
    assertThat(pause(answer(courier))).isEqualTo(Duration.ofDays(1));
  }

  private static Duration pause(Answer answer) {
    return answer instanceof NotTaken(_, Duration pause) ? pause : Duration.ZERO;
  }

  @Test
  final void knows_who_is_gone() {
    receiver.first(Behaviour.says(410, "moved out"));

    assertThat(answer(toReceiver())).isInstanceOf(goneAt410() ? Answer.Gone.class : NotTaken.class);
  }

  @Test
  final void has_an_end_with_who_sends_a_byte_now_and_then() {
    receiver.first(Behaviour.drips(), Behaviour.dripsItsBody());
    var courier = toReceiver();

    assertThat(answer(courier)).isEqualTo(new NotTaken("no answer within 3 seconds"));
    assertThat(answer(courier)).isEqualTo(new NotTaken("no answer within 3 seconds"));
  }

  @Test
  final void survives_a_reset() {
    receiver.first(Behaviour.resets());

    assertThat(answer(toReceiver()))
        .isEqualTo(new NotTaken("127.0.0.1 closed the connection before it had answered"));
  }

  @Test
  final void follows_nobody_to_a_metadata_service() {
    receiver.first(Behaviour.says(302, "", "Location: http://169.254.169.254/latest/meta-data"));

    assertThat(answer(toReceiver()))
        .isEqualTo(new NotTaken("HTTP 302 to http://169.254.169.254: redirects are not followed"));
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  final void reads_no_more_than_the_beginning() {
    receiver.first(Behaviour.floods(500), Behaviour.floodsItsHead());
    var courier = toReceiver();

    assertThat(answer(courier).said()).startsWith("HTTP 500: much much");
    assertThat(answer(courier)).isEqualTo(new NotTaken("the head of the answer is too large"));
  }

  @Test
  final void understands_only_http() {
    receiver.first(Behaviour.speaksSomethingElse());

    assertThat(answer(toReceiver())).isInstanceOf(NotTaken.class);
  }

  @Test
  final void repeats_no_secret_that_was_echoed() {
    receiver.first(Behaviour.echoes(400), Behaviour.echoes(200));
    var courier = toReceiver();

    assertThat(answer(courier).said()).startsWith("HTTP 400: POST ");
    answer(courier);
  }

  @Test
  final void believes_no_certificate_of_another_name() throws IOException {
    var other = Identity.of("other.example");
    try (var tls = Receiver.overTls(other);
        var trusting = Outgoings.trusting(other, LOOPBACK)) {
      assertThat(answer(courier(tls.at("localhost", ""), trusting)))
          .isEqualTo(new NotTaken("the certificate is not for this name, localhost"));
      assertThat(tls.received()).isEmpty();
    }
  }

  @Test
  final void believes_no_certificate_that_is_over_or_that_nobody_vouches_for() throws IOException {
    var expired = Identity.expired("localhost");
    try (var tls = Receiver.overTls(expired);
        var trusting = Outgoings.trusting(expired, LOOPBACK)) {
      assertThat(answer(courier(tls.at("localhost", ""), trusting)))
          .isEqualTo(new NotTaken("the certificate of localhost has expired"));
      assertThat(answer(courier(tls.at("localhost", ""), outgoing)))
          .isEqualTo(
              new NotTaken("nobody who is trusted vouches for the certificate of localhost"));
      assertThat(tls.received()).isEmpty();
    }
  }

  @Test
  final void goes_nowhere_inside_without_an_operators_word() throws IOException {
    try (var guarded = Outgoings.guarded()) {
      for (var host : List.of("127.0.0.1", "localhost")) {
        assertThat(answer(courier(receiver.at(host, ""), guarded)).said())
            .isEqualTo(
                "address 127.0.0.1 of %s is loopback: an operator can allow it with SALLYPORT_SINKS_ALLOWED_HOSTS"
                    .formatted(host));
      }
      assertThat(receiver.connections()).isZero();
    }
  }
}
