package dev.sallyport.sink.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.sink.courier.Courier.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every courier has to do, whatever it speaks. {@code CoveringCouriersTest} fails for one that
 * no test of this kind is about.
 *
 * @param <C> the courier that it is about
 */
public abstract class CourierContract<C extends Courier> {
  /** What {@link Courier#deliver} promises. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(20);

  private final Logged logged = new Logged();

  /** To something that takes everything. */
  protected abstract C toTheWilling();

  /** To where nothing listens. */
  protected abstract C toNobody();

  /** To something that takes nothing at the moment. */
  protected abstract C toTheUnwilling();

  /** To something that takes the connection and never says a word. */
  protected abstract C toTheSilent();

  /** How many messages were taken so far. */
  protected abstract int taken();

  /** What nobody may see. */
  protected abstract Set<String> secrets();

  @BeforeEach
  final void listen() {
    Logger.getLogger("").addHandler(logged);
  }

  @AfterEach
  final void logs_no_secret() {
    Logger.getLogger("").removeHandler(logged);
    assertNoSecret(String.join("\n", logged.lines));
  }

  /** Makes an attempt; whatever comes of it, it comes in time and holds no secret. */
  protected final Attempt attempt(Courier courier, List<Notice> notices) {
    var attempt = assertTimeoutPreemptively(BACK_WITHIN, () -> courier.deliver(notices));
    assertNoSecret(attempt.request());
    assertNoSecret(attempt.answer().said());
    assertThat(attempt.request()).isNotBlank();
    assertThat(attempt.answer().said()).isNotBlank();
    return attempt;
  }

  protected final Answer answer(Courier courier) {
    return attempt(courier, Notices.some(1)).answer();
  }

  private void assertNoSecret(String text) {
    assertThat(secrets())
        .isNotEmpty()
        .allSatisfy(secret -> assertThat(text).doesNotContain(secret));
  }

  @Test
  final void takes_a_notice_to_where_it_is_taken() {
    assertThat(answer(toTheWilling())).isInstanceOf(Answer.Taken.class);
    assertThat(taken()).isEqualTo(1);
  }

  @Test
  final void takes_as_many_together_as_it_says_in_one_message() {
    var courier = toTheWilling();

    assertThat(courier.mostTogether()).isPositive();
    assertThat(attempt(courier, Notices.some(courier.mostTogether())).answer())
        .isInstanceOf(Answer.Taken.class);
    assertThat(taken()).isEqualTo(1);
  }

  @Test
  final void takes_notices_of_every_kind() {
    var courier = toTheWilling();
    for (var notice : Notices.ofEveryKind()) {
      assertThat(attempt(courier, List.of(notice)).answer())
          .as(notice.event().type())
          .isInstanceOf(Answer.Taken.class);
    }
    assertThat(taken()).isEqualTo(Notices.ofEveryKind().size());
  }

  @Test
  final void never_goes_faster_than_time() {
    assertThat(toTheWilling().pace()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
  }

  @Test
  final void says_that_nobody_is_there() {
    assertThat(answer(toNobody())).isInstanceOf(Answer.NotTaken.class);
  }

  @Test
  final void says_that_it_was_not_taken() {
    assertThat(answer(toTheUnwilling())).isInstanceOf(Answer.NotTaken.class);
    assertThat(taken()).isZero();
  }

  @Test
  final void is_back_in_time_whoever_says_nothing() {
    assertThat(answer(toTheSilent())).isInstanceOf(Answer.NotTaken.class);
  }

  private static final class Logged extends Handler {
    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord line) {
      lines.add(line.getMessage());
      if (line.getThrown() != null) {
        lines.add(line.getThrown().toString());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
