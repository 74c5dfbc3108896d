package dev.sallyport.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.InvalidName;
import java.time.Duration;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RetryingDeliveriesTest {
  private static final IntegrationId INTEGRATION = new IntegrationId("0".repeat(31) + "1");

  @Example
  void waits_for_up_to_two_seconds_and_twice_as_tooLongeach_time_but_never_beyond_an_hour() {
    assertThat(RetrySchedule.pause(1, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(RetrySchedule.pause(2, 1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(RetrySchedule.pause(3, 0.5)).isEqualTo(Duration.ofSeconds(4));
    assertThat(RetrySchedule.pause(11, 1)).isEqualTo(Duration.ofSeconds(2_048));
    assertThat(RetrySchedule.pause(12, 1)).isEqualTo(Duration.ofHours(1));
  }

  @Property
  void any_pause_up_to_the_ceiling_is_possible_whatever_number_of_attempts(
      @ForAll @IntRange(min = 1) int attempts,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    var ceiling = RetrySchedule.pause(attempts, 1);
    var pause = RetrySchedule.pause(attempts, random);

    assertThat(ceiling).isBetween(Duration.ofSeconds(2), Duration.ofHours(1));
    assertThat(RetrySchedule.pause(attempts, 0)).isZero();
    assertThat(pause).isBetween(Duration.ZERO, ceiling);
    assertThat(Math.abs(pause.toMillis() - ceiling.toMillis() * random)).isLessThanOrEqualTo(1);
  }

  @Property
  void no_pause_is_shorter_than_the_one_before_by_the_same_chance(
      @ForAll @IntRange(min = 1, max = 1_000) int attempts,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    assertThat(RetrySchedule.pause(attempts + 1, random))
        .isGreaterThanOrEqualTo(RetrySchedule.pause(attempts, random));
  }

  @Example
  void honours_how_tooLongit_is_asked_to_wait_for_up_to_a_day() {
    assertThat(new Answer.NotTaken("429", Duration.ofMinutes(90)).pause())
        .isEqualTo(Duration.ofMinutes(90));
    assertThat(new Answer.NotTaken("503", Duration.ofSeconds(Long.MAX_VALUE)).pause())
        .isEqualTo(Duration.ofDays(1));
    assertThat(new Answer.NotTaken("503", Duration.ofSeconds(-5)).pause()).isZero();
    assertThat(new Answer.NotTaken("500").pause()).isNull();
  }

  @Example
  void keeps_a_thousand_characters_of_an_answer() {
    var tooLong = "x".repeat(1_001);

    assertThat(new Answer.Taken("x".repeat(1_000)).said()).isEqualTo("x".repeat(1_000));
    assertThat(new Answer.Taken(tooLong).said()).isEqualTo("x".repeat(999) + "…");
    assertThat(new Answer.NotTaken(tooLong).said()).hasSize(1_000);
    assertThat(new Answer.Gone(tooLong).said()).hasSize(1_000);
  }

  @Example
  void a_delivery_has_the_same_id_however_often_and_another_for_each_event_and_integration() {
    var id = DeliveryId.of(INTEGRATION, "event");

    assertThat(id).isEqualTo(DeliveryId.of(INTEGRATION, "event"));
    // Receivers keep ids: they must never change.
    assertThat(id.digits()).isEqualTo("39f96b6a3233bc6789856bec93c0e9c8");
    assertThat(id).isNotEqualTo(DeliveryId.of(INTEGRATION, "another"));
    assertThat(id).isNotEqualTo(DeliveryId.of(new IntegrationId("f".repeat(32)), "event"));
    assertThat(Objects.requireNonNull(DeliveryId.read(id.digits()))).isEqualTo(id);
    assertThat(DeliveryId.read(id.digits() + "0")).isNull();
    assertThatThrownBy(() -> new DeliveryId("no")).isInstanceOf(InvalidName.class);
  }
}
