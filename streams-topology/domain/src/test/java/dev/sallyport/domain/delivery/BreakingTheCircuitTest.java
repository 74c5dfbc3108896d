package dev.sallyport.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BreakingTheCircuitTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Circuit failed(int times, double random) {
    var circuit = Circuit.CLOSED;
    for (var i = 0; i < times; i++) {
      circuit = circuit.failed(NOW, random);
    }
    return circuit;
  }

  private static Duration pause(Circuit circuit) {
    return Duration.between(NOW, Objects.requireNonNull(circuit.until()));
  }

  @Example
  void bears_four_failures_in_a_row_and_opens_at_the_fifth() {
    assertThat(failed(4, 1).open()).isFalse();
    assertThat(failed(4, 1).allows(NOW)).isTrue();
    assertThat(failed(5, 1).open()).isTrue();
    assertThat(failed(5, 1).allows(NOW)).isFalse();
  }

  @Example
  void allows_an_attempt_when_its_pause_is_over_and_not_before() {
    var circuit = failed(5, 1);

    assertThat(circuit.allows(NOW.plusSeconds(15).minusMillis(1))).isFalse();
    assertThat(circuit.allows(NOW.plusSeconds(15))).isTrue();
    assertThat(circuit.open()).as("until an attempt succeeds").isTrue();
  }

  @Example
  void rests_twice_as_long_each_time_for_up_to_ten_minutes() {
    assertThat(pause(failed(5, 1))).isEqualTo(Duration.ofSeconds(15));
    assertThat(pause(failed(6, 1))).isEqualTo(Duration.ofSeconds(30));
    assertThat(pause(failed(6, 0))).isEqualTo(Duration.ofSeconds(15));
    assertThat(pause(failed(12, 1))).isEqualTo(Duration.ofMinutes(10));
  }

  @Property(tries = 200)
  void rests_for_half_to_all_of_a_length_that_is_never_over_ten_minutes(
      @ForAll @IntRange(min = 5, max = 500) int failures,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    var longest = pause(failed(failures, 1));

    assertThat(longest).isBetween(Duration.ofSeconds(15), Duration.ofMinutes(10));
    assertThat(pause(failed(failures, random))).isBetween(longest.dividedBy(2), longest);
    assertThat(failed(failures, random).failures()).isEqualTo(failures);
  }

  @Property(tries = 200)
  void leaves_a_destination_alone_for_at_least_as_long_as_it_asks(
      @ForAll @IntRange(max = 12) int failures,
      @ForAll @IntRange(max = 100_000) int seconds,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    var asked = NOW.plusSeconds(seconds);
    var before = failed(failures, random);
    var circuit = before.leftAlone(asked);

    assertThat(circuit.allows(asked.minusMillis(1))).isFalse();
    assertThat(circuit.until())
        .isEqualTo(
            before.until() == null || before.until().isBefore(asked) ? asked : before.until());
    assertThat(circuit.failures()).isEqualTo(failures);
  }

  @Example
  void counts_from_zero() {
    assertThatThrownBy(() -> new Circuit(-1, 0, null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Circuit(0, -1, null)).isInstanceOf(IllegalArgumentException.class);
  }
}
