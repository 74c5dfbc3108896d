package dev.sallyport.topology.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplacingThreadsTest {
  private final Replacements replacements = new Replacements();
  private Instant now = Asking.NOON;

  @Test
  void each_replacement_waits_longer_than_the_one_before_up_to_half_a_minute() {
    assertThat(replacements.after(now)).contains(Duration.ofMillis(250));
    assertThat(replacements.after(now)).contains(Duration.ofMillis(500));
    for (var death = 3; death < Replacements.MOST; death++) {
      replacements.after(now);
    }
    assertThat(replacements.after(now)).contains(Duration.ofSeconds(30));
  }

  @Test
  void too_many_deaths_in_too_short_a_time_end_it() {
    for (var death = 0; death < Replacements.MOST; death++) {
      assertThat(replacements.after(now)).isPresent();
      now = now.plusSeconds(60);
    }
    assertThat(replacements.after(now)).isEmpty();
  }

  @Test
  void deaths_long_past_are_forgotten() {
    for (var death = 0; death < 1_000; death++) {
      now = now.plus(Replacements.WITHIN.dividedBy(Replacements.MOST)).plusMillis(1);
      assertThat(replacements.after(now)).isPresent();
    }
  }
}
