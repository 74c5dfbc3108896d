package dev.sallyport.topology.verify;

import static dev.sallyport.topology.WrittenEvents.blocking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.BookEntry.TextEntry;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.WrittenEvents.Written;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.verify.Verdict.Broken;
import dev.sallyport.topology.verify.Verdict.Sound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyingIT {
  private static final Owner ACME = Owner.of("Acme");
  private static final Owner GLOBEX = Owner.of("globex");
  private static final PolicyName BUILD = PolicyName.of("build");
  private static final Scope APP = new Scope.Repository(RepositoryName.of("app"));

  private WrittenLog log;

  @BeforeEach
  void open() {
    log = new WrittenLog();
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** Four events, of which the third is an update. */
  private WrittenEvents events(Owner owner) {
    var events = log.events(owner);
    events.done(new CreatePolicy(BUILD, blocking("first.example:443")));
    events.done(new UpdatePolicy(BUILD, blocking("second.example:443"), null, null));
    events.done(new AttachPolicy(BUILD, List.of(APP), null));
    return events;
  }

  private static ExportedHead head(Written event) {
    return new ExportedHead(event.owner().key(), event.sequence(), event.hash());
  }

  private static Written last(WrittenEvents events) {
    return events.all().getLast();
  }

  private static byte[] changed(Written event, String from, String to) {
    var text = new String(event.value(), StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private void assertBroken(Verdict verdict, Owner owner, long sequence, String what) {
    assertThat(verdict)
        .asInstanceOf(type(Broken.class))
        .satisfies(broken -> {
          var fault = broken.fault();
          assertThat(fault.what()).contains(what);
          assertThat(fault.owner()).isEqualTo(owner.key());
          assertThat(fault.sequence()).isEqualTo(sequence);
          assertThat(fault.partition().partition())
              .isEqualTo(OwnerPartition.of(owner, WrittenLog.PARTITIONS));
        });
  }

  @Test
  void finds_nothing_wrong_with_what_was_written_and_tells_the_heads() {
    var acme = events(ACME);
    var globex = events(GLOBEX);
    log.written(acme);
    log.written(globex);
    var heads = new ExportedHead[] {head(last(acme)), head(last(globex))};
    assertSound(log.verdict(), 8, List.of(heads));
    assertSound(log.verdict(heads), 8, List.of(heads));
    assertThat(log.verdict(head(acme.all().get(1)))).isInstanceOf(Sound.class);
  }

  @Test
  void finds_nothing_wrong_with_an_empty_installation() {
    assertSound(log.verdict(), 0, List.of());
  }

  @Test
  void finds_a_changed_byte_in_the_middle() {
    var events = events(ACME);
    var all = events.all();
    log.write(() -> {
      log.event(all.get(0));
      log.event(ACME, changed(all.get(1), "first", "worst"));
      log.event(all.get(2));
      log.event(all.get(3));
      log.state(ACME, events.book());
    });
    assertBroken(log.verdict(), ACME, 3, "it names another hash for event 2");
  }

  @Test
  void finds_a_changed_byte_in_the_last_event_by_the_state() {
    var events = events(ACME);
    var all = events.all();
    log.write(() -> {
      all.subList(0, 3).forEach(log::event);
      log.event(ACME, changed(all.get(3), "app", "ape"));
      log.state(ACME, events.book());
    });
    assertThat(log.verdict())
        .asInstanceOf(type(Broken.class))
        .satisfies(broken ->
            assertThat(broken.fault().partition().topic())
                .isEqualTo(log.topics.policyState().name()));
    assertBroken(log.verdict(head(all.get(3))), ACME, 4, "when heads were exported");
  }

  @Test
  void finds_a_missing_event() {
    var events = events(ACME);
    var all = events.all();
    log.write(() -> {
      log.event(all.get(0));
      log.event(all.get(2));
      log.event(all.get(3));
      log.state(ACME, events.book());
    });
    assertBroken(log.verdict(), ACME, 3, "sequence 2 is missing");
  }

  @Test
  void finds_an_event_that_stands_there_twice() {
    var events = events(ACME);
    log.write(() -> {
      events.all().forEach(log::event);
      log.event(events.all().get(1));
      log.state(ACME, events.book());
    });
    assertBroken(log.verdict(), ACME, 2, "there is an event of this sequence already");
  }

  @Test
  void finds_a_truncated_tail_by_exported_heads_alone() {
    var events = events(ACME);
    var exported = head(last(events));
    var shorter = log.events(ACME);
    shorter.done(new CreatePolicy(BUILD, blocking("first.example:443")));
    log.written(shorter);
    assertThat(log.verdict()).isInstanceOf(Sound.class);
    assertBroken(log.verdict(exported), ACME, 4, "it was there when heads were exported");
  }

  @Test
  void finds_a_rewritten_tail_by_exported_heads_alone() {
    var exported = head(last(events(ACME)));
    var other = log.events(ACME);
    other.done(new CreatePolicy(BUILD, blocking("evil.example:443")));
    other.done(new UpdatePolicy(BUILD, blocking("second.example:443"), null, null));
    other.done(new AttachPolicy(BUILD, List.of(APP), null));
    log.written(other);
    assertThat(log.verdict()).isInstanceOf(Sound.class);
    assertBroken(log.verdict(exported), ACME, 4, "when heads were exported");
  }

  @Test
  void finds_an_owner_that_is_gone_altogether() {
    assertBroken(
        log.verdict(head(last(events(ACME)))), ACME, 4, "it was there when heads were exported");
  }

  @Test
  void finds_state_that_no_event_made() {
    var events = events(ACME);
    log.written(events);
    log.write(() -> log.state(ACME, new ScopeEntry(new Scope.Organization(), BUILD, 0)));
    assertBroken(log.verdict(), ACME, 4, "which no event made");
  }

  @Test
  void finds_state_that_was_changed() {
    log.written(events(ACME));
    log.write(() -> log.state(ACME, new TextEntry(BUILD, "egress-policy: audit\n")));
    assertBroken(log.verdict(), ACME, 4, "is not what events tell");
  }

  @Test
  void finds_state_that_cannot_be_read() {
    log.written(events(ACME));
    log.write(() -> log.state(ACME, textKey(), new byte[] {1, 2, 3}));
    assertBroken(log.verdict(), ACME, 4, "the state cannot be read");
  }

  @Test
  void finds_nothing_wrong_with_what_was_put_right_again() {
    var events = events(ACME);
    log.written(events);
    log.write(() -> log.state(ACME, textKey(), new byte[] {1, 2, 3}));
    log.write(() -> log.state(ACME, events.book()));
    assertSound(log.verdict(), 4, List.of(head(last(events))));
  }

  // The changelog ends with the right entry under every key; an instance that reads it serves
  // another, since it waits for the head that ends a command.
  @Test
  void finds_a_view_that_shows_something_else_than_the_state() {
    var events = events(ACME);
    log.write(() -> {
      events.all().forEach(log::event);
      log.state(ACME, new TextEntry(BUILD, "egress-policy: audit\n"));
      log.state(ACME, Objects.requireNonNull(events.book().head()));
    });
    log.write(() -> log.everythingButTheHead(ACME, events.book()));
    assertBroken(log.verdict(), ACME, 4, "the view does not show");
  }

  @Test
  void finds_a_view_that_cannot_take_in_what_was_put_right_again() {
    var events = events(ACME);
    log.written(events);
    log.write(() -> log.state(ACME, textKey(), new byte[] {1, 2, 3}));
    log.write(() -> log.everythingButTheHead(ACME, events.book()));
    assertBroken(log.verdict(), ACME, 4, "the view cannot show this owner");
  }

  private static byte[] textKey() {
    return new StateKey(ACME, new BookKey.TextKey(BUILD)).encode();
  }

  @Test
  void finds_what_is_no_event() {
    log.write(() -> log.event(ACME, new byte[] {0, 1, 2}));
    assertBroken(log.verdict(), ACME, 1, "cannot be read");
  }

  @Test
  void sees_nothing_of_an_aborted_transaction() {
    var never = events(GLOBEX);
    log.abort(() -> {
      never.all().forEach(log::event);
      log.state(GLOBEX, never.book());
    });
    var events = events(ACME);
    log.written(events);
    assertSound(log.verdict(), 4, List.of(head(last(events))));
  }

  @Test
  void verifies_one_owner_whatever_is_wrong_with_others() {
    var acme = events(ACME);
    log.written(acme);
    log.write(() -> log.event(GLOBEX, new byte[] {0, 1, 2}));
    assertSound(log.verdict(Optional.of(ACME)), 4, List.of(head(last(acme))));
    assertThat(log.verdict(Optional.of(GLOBEX))).isInstanceOf(Broken.class);
  }

  private static void assertSound(Verdict verdict, long events, List<ExportedHead> heads) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Sound.class,
            sound -> {
              assertThat(sound.events()).isEqualTo(events);
              assertThat(sound.heads()).isEqualTo(heads);
              assertThat(sound.state()).hasSize(64);
            });
  }
}
