package dev.sallyport.topology.decider;

import static dev.sallyport.topology.decider.Asking.ACME;
import static dev.sallyport.topology.decider.Asking.again;
import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.creating;
import static dev.sallyport.topology.decider.Asking.named;
import static dev.sallyport.topology.decider.Asking.under;
import static dev.sallyport.topology.decider.Asking.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatingACommandTest {
  @TempDir Path folder;
  private DeciderUnderTest decider;

  @BeforeEach
  void open() {
    decider = new DeciderUnderTest(folder);
  }

  @AfterEach
  void close() {
    decider.close();
  }

  // Wherever in a period of remembering the first one falls.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 12, 18, 24})
  void a_repeat_within_a_day_gets_the_first_outcome_and_writes_nothing(long hours) {
    decider.pass(Duration.ofHours(hours));
    var first = again(ask(creating("build")), Duration.ofHours(hours));
    var outcome = decider.submit(first);
    decider.events();

    decider.pass(Duration.ofHours(24));

    assertThat(decider.submit(again(first, Duration.ofHours(24)))).isEqualTo(outcome);
    assertThat(decider.events()).isEmpty();
    assertThat(decider.counts.snapshot()).containsEntry("Repeated", 1L);
  }

  @Test
  void a_refusal_is_repeated_even_where_the_command_would_be_done_now() {
    var early = ask(new UpdatePolicy(named("build"), written("a: b"), null, null));
    assertThat(decider.refused(early)).isEqualTo(new Refusal.UnknownPolicy(named("build")));
    decider.done(creating("build"));

    assertThat(decider.refused(early)).isEqualTo(new Refusal.UnknownPolicy(named("build")));
  }

  @Test
  void another_request_under_the_same_id_is_refused_and_the_first_outcome_stays() {
    var first = ask(creating("build"));
    var outcome = decider.submit(first);
    var other =
        under(first.id(), ask(new UpdatePolicy(named("build"), written("a: b"), null, null)));

    assertThat(decider.refused(other)).isEqualTo(new Refusal.IdempotencyKeyReused());
    assertThat(decider.submit(first)).isEqualTo(outcome);
  }

  @Test
  void the_same_id_of_another_owner_is_another_command() {
    var first = ask(creating("build"));
    decider.done(first);

    var other = under(first.id(), ask(Owner.of("other"), creating("build")));

    assertThat(decider.done(other).changed()).isTrue();
  }

  @Test
  void a_repeat_after_more_than_two_periods_is_a_new_command() {
    var first = ask(creating("build"));
    decider.done(first);
    var later = Topics.OUTCOME_PERIOD.multipliedBy(2);
    decider.pass(later);

    assertThat(decider.refused(again(first, later)))
        .isEqualTo(new Refusal.NameTaken(named("build")));
  }

  @Test
  void what_nobody_waits_for_any_more_is_refused_and_nothing_of_it_happens() {
    var late = ask(creating("build"));
    decider.now = late.notAfter().plus(DecideCommands.SKEW).plusMillis(1);

    assertThat(decider.refused(late)).isEqualTo(new Refusal.Expired(late.notAfter()));
    assertThat(decider.events()).isEmpty();
  }

  @Test
  void what_arrives_within_the_stated_skew_is_in_time() {
    var late = ask(creating("build"));
    decider.now = late.notAfter().plus(DecideCommands.SKEW);

    assertThat(decider.done(late).changed()).isTrue();
  }

  @Test
  void a_repeat_of_an_expired_command_is_decided_once() {
    var late = ask(creating("build"));
    decider.pass(Duration.ofMinutes(1));
    assertThat(decider.refused(late)).isInstanceOf(Refusal.Expired.class);

    assertThat(decider.done(again(late, Duration.ofMinutes(1))).changed()).isTrue();
    assertThat(decider.submit(late).verdict())
        .isEqualTo(decider.submit(again(late, Duration.ofMinutes(2))).verdict());
    assertThat(decider.head(ACME).sequence()).isEqualTo(2);
  }

  @Test
  void an_old_command_whose_outcome_is_remembered_gets_it_even_though_nobody_waits() {
    var first = ask(creating("build"));
    var outcome = decider.submit(first);
    decider.pass(Duration.ofHours(1));

    assertThat(decider.submit(first)).isEqualTo(outcome);
  }
}
