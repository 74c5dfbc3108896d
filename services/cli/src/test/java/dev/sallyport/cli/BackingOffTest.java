package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackingOffTest {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LONG_AFTER = Duration.ofMinutes(5);

  @Test
  void the_first_start_waits_for_nothing() {
    assertThat(BackOff.NONE.delay()).isZero();
  }

  @Test
  void every_failure_in_a_row_doubles_the_pause() {
    var first = BackOff.NONE.after(SOON);
    var second = first.after(SOON);
    var third = second.after(SOON);

    assertThat(first.delay()).isEqualTo(Duration.ofMillis(250));
    assertThat(second.delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(third.delay()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void no_pause_is_longer_than_half_a_minute() {
    var backOff = BackOff.NONE;
    for (int failure = 0; failure < 1_000; failure++) {
      backOff = backOff.after(SOON);
    }

    assertThat(backOff.delay()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_child_that_lasted_begins_anew() {
    var backOff = BackOff.NONE.after(SOON).after(SOON).after(SOON).after(LONG_AFTER);

    assertThat(backOff.failures()).isEqualTo(1);
    assertThat(backOff.delay()).isEqualTo(Duration.ofMillis(250));
  }
}
