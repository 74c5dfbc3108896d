package dev.sallyport.topology.decider;

import static dev.sallyport.topology.decider.Asking.ACME;
import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.creating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookEntry.Totals;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.command.Outcome.Verdict.Refused;
import dev.sallyport.domain.command.PolicyCommand.Probe;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.CommandCodec;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.topics.OwnerPartition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusingToDecideTest {
  @TempDir Path folder;
  @TempDir Path other;
  private DeciderUnderTest decider;

  @BeforeEach
  void open() {
    decider = new DeciderUnderTest(folder);
  }

  @AfterEach
  void close() {
    decider.close();
  }

  @Test
  void bytes_that_are_no_command_are_counted_and_the_partition_goes_on() {
    decider.append(OwnerPartition.key(ACME), "nonsense".getBytes(StandardCharsets.UTF_8));
    decider.append(OwnerPartition.key(ACME), new byte[0]);
    decider.append(OwnerPartition.key(ACME), null);
    decider.append(null, null);

    assertThat(decider.hasOutcome()).isFalse();
    assertThat(decider.counts.snapshot()).containsEntry("Unreadable", 4L);
    assertThat(decider.done(creating("build")).changed()).isTrue();
  }

  @Test
  void a_command_under_another_owners_key_is_not_understood() {
    var stray = ask(creating("build"));
    decider.append(OwnerPartition.key(Owner.of("other")), CommandCodec.encode(stray));

    var outcome = decider.outcome();

    assertThat(outcome.id()).isEqualTo(stray.id());
    assertThat(outcome.verdict())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.NotUnderstood.class));
    assertThat(decider.events()).isEmpty();
  }

  @Test
  void an_entry_that_cannot_be_read_stops_the_partition_and_says_where() {
    decider.done(creating("build"));
    decider.events();
    decider.poison(ACME, new BookKey.TotalsKey(), new byte[] {1, 2, 3});

    assertThat(decider.refused(ask(creating("other")))).isInstanceOf(Refusal.Stopped.class);
    assertThat(decider.refused(ask(Owner.of("neighbour"), creating("build"))))
        .isInstanceOf(Refusal.Stopped.class);
    assertThat(decider.refused(ask(new Probe()))).isInstanceOf(Refusal.Stopped.class);

    assertThat(decider.events()).isEmpty();
    assertThat(decider.health.stopped())
        .singleElement()
        .satisfies(stopped -> {
          assertThat(stopped.topic()).isEqualTo("policy-commands");
          assertThat(stopped.offset()).isEqualTo(1);
          assertThat(stopped.reason()).contains("acme", "TotalsKey");
        });
  }

  @Test
  void a_stopped_partition_still_repeats_what_it_remembers() {
    var first = ask(creating("build"));
    var outcome = decider.submit(first);
    decider.poison(ACME, new BookKey.HeadKey(), new byte[] {1, 2, 3});
    assertThat(decider.refused(ask(creating("other")))).isInstanceOf(Refusal.Stopped.class);

    assertThat(decider.submit(first)).isEqualTo(outcome);
  }

  @Test
  void a_command_refused_by_a_stopped_partition_is_decided_once_its_state_is_whole_again() {
    decider.done(creating("build"));
    var totals = decider.book(ACME).totals();
    decider.poison(ACME, new BookKey.TotalsKey(), new byte[] {1, 2, 3});
    var refused = ask(creating("other"));
    assertThat(decider.refused(refused)).isInstanceOf(Refusal.Stopped.class);

    decider.poison(ACME, new BookKey.TotalsKey(), StateCodec.encode(totals));
    try (var restarted = decider.reopened(other)) {
      assertThat(restarted.done(refused).changed()).isTrue();
      assertThat(restarted.health.stopped()).isEmpty();
    }
  }

  @Test
  void an_event_that_cannot_follow_stops_the_partition() {
    decider.done(creating("build"));
    decider.poison(
        ACME,
        new BookKey.PolicyKey(Asking.named("build")),
        StateCodec.encode(new Head(ACME, 7, EventHash.GENESIS, Asking.NOON)));

    assertThat(decider.refused(ask(creating("build")))).isInstanceOf(Refusal.Stopped.class);
    assertThat(decider.health.stopped()).hasSize(1);
  }

  @Test
  void an_entry_in_anothers_place_is_noticed() {
    decider.done(creating("build"));
    decider.poison(ACME, new BookKey.HeadKey(), StateCodec.encode(new Totals(1, 1, 1, 1, 1)));

    assertThat(decider.refused(ask(creating("other")))).isInstanceOf(Refusal.Stopped.class);
  }
}
