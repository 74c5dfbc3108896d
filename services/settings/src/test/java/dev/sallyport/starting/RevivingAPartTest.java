package dev.sallyport.starting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevivingAPartTest {
  private static final class Part {
    boolean ended;
    int buried;
  }

  private final List<Part> parts = new ArrayList<>();
  private @Nullable RuntimeException obstacle;
  private Instant now = Instant.EPOCH;

  private final Reviving.Life<Part> life =
      new Reviving.Life<>() {
        @Override
        public Part begin() {
          if (obstacle != null) {
            throw obstacle;
          }
          parts.add(new Part());
          return parts.getLast();
        }

        @Override
        public boolean ended(Part part) {
          return part.ended;
        }

        @Override
        public void bury(Part part) {
          part.buried++;
        }
      };
  private final Reviving<Part> reviving = new Reviving<>("part", life, () -> now);

  private void pass(Duration time) {
    now = now.plus(time);
    reviving.look();
  }

  private void end() {
    parts.getLast().ended = true;
    reviving.look();
  }

  /** After how long another stands in place of one that has just ended. */
  private Duration absence() {
    var lives = parts.size();
    var from = now;
    end();
    while (parts.size() == lives) {
      pass(Duration.ofMillis(250));
    }
    return Duration.between(from, now);
  }

  @Test
  void leaves_alone_what_lives() {
    var first = reviving.begin();

    pass(Duration.ofDays(1));

    assertThat(reviving.current()).isSameAs(first);
    assertThat(parts).hasSize(1);
  }

  @Test
  void does_nothing_before_the_first_could_begin() {
    reviving.look();

    assertThat(reviving.current()).isNull();
    assertThat(parts).isEmpty();
  }

  @Test
  void puts_another_in_the_place_of_one_that_ended_and_buries_it_first() {
    var first = reviving.begin();
    end();

    assertThat(reviving.current()).as("until the pause is over").isSameAs(first);
    pass(Reviving.FIRST);

    assertThat(first.buried).isOne();
    assertThat(reviving.current()).isSameAs(parts.getLast()).isNotSameAs(first);
  }

  @Test
  void waits_twice_as_long_each_time_up_to_a_limit() {
    var _ = reviving.begin();

    assertThat(List.of(absence(), absence(), absence()))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    for (var times = 0; times < 10; times++) {
      assertThat(absence()).isLessThanOrEqualTo(Reviving.LONGEST);
    }
    assertThat(absence()).isEqualTo(Reviving.LONGEST);
  }

  @Test
  void forgets_how_it_went_after_a_long_life() {
    var _ = reviving.begin();
    absence();
    absence();

    pass(Reviving.LONG_LIFE);

    assertThat(absence()).isEqualTo(Reviving.FIRST);
  }

  @Test
  void tries_again_when_there_can_be_no_other_yet() {
    var first = reviving.begin();
    obstacle = new IllegalStateException("Kafka is away");
    end();
    pass(Reviving.FIRST);

    assertThat(reviving.current()).isSameAs(first);
    obstacle = null;
    pass(Duration.ofSeconds(1));
    assertThat(reviving.current()).as("not before twice the pause").isSameAs(first);
    pass(Duration.ofSeconds(1));
    assertThat(reviving.current()).isNotSameAs(first);
  }

  @Test
  void ends_with_everything_else() {
    var _ = reviving.begin();
    obstacle = new Retrying.Closed();
    end();

    assertThatThrownBy(() -> pass(Reviving.FIRST)).isInstanceOf(Retrying.Closed.class);
  }
}
