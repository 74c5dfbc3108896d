package dev.sallyport.topology.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.event.PolicyEvent.PolicyDeleted;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoldingVerifiedEventsTest {
  private static final Owner ACME = Owner.of("acme");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final EventHash FIRST = new EventHash("1".repeat(64));
  private static final EventHash SECOND = new EventHash("2".repeat(64));
  private static final PolicyEvent DELETED = new PolicyDeleted(PolicyName.of("build"), 1);

  private final FoldedOwner fold = new FoldedOwner(new TreeMap<>());

  private static RecordedEvent event(
      long sequence, Instant at, EventHash previous, PolicyEvent event) {
    return new RecordedEvent(
        new EventMeta(
            new UUID(0, sequence),
            ACME,
            sequence,
            at,
            Actor.system("test"),
            Source.SYSTEM,
            new CommandId(new UUID(1, sequence)),
            previous),
        event);
  }

  private void takeTheFirst() {
    assertThat(fold.take(event(1, NOON, EventHash.GENESIS, new OrganizationAdded(ACME)), FIRST))
        .isNull();
  }

  @Test
  void refuses_time_that_goes_back() {
    takeTheFirst();
    assertThat(fold.take(event(2, NOON.minusMillis(1), FIRST, DELETED), SECOND))
        .isEqualTo(
            "its time, 2026-03-01T11:59:59.999Z, is before that of the event before it,"
                + " 2026-03-01T12:00:00Z");
  }

  @Test
  void refuses_what_cannot_have_happened() {
    takeTheFirst();
    assertThat(fold.take(event(2, NOON, FIRST, DELETED), SECOND))
        .contains("there is no policy build");
  }

  @Test
  void refuses_a_first_event_that_builds_on_another() {
    assertThat(fold.take(event(1, NOON, FIRST, new OrganizationAdded(ACME)), SECOND))
        .isEqualTo("the first event names an event before it");
  }

  @Test
  void refuses_another_hash_than_was_exported() {
    var exported = new TreeMap<Long, EventHash>();
    exported.put(1L, SECOND);
    assertThat(
            new FoldedOwner(exported)
                .take(event(1, NOON, EventHash.GENESIS, new OrganizationAdded(ACME)), FIRST))
        .contains("when heads were exported");
  }
}
