package dev.sallyport.topology.delivery;

import static dev.sallyport.topology.delivery.Played.ACME;
import static dev.sallyport.topology.delivery.Played.GONE;
import static dev.sallyport.topology.delivery.Played.NOON;
import static dev.sallyport.topology.delivery.Played.REFUSED;
import static dev.sallyport.topology.delivery.Played.TAKEN;
import static dev.sallyport.topology.delivery.Played.integration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.Replay;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LookingAfterIntegrationsTest {
  private final Played played = new Played();

  @Test
  void makes_one_delivery_once_more_under_its_id() {
    var integration = played.added(1);
    var texts = played.deleted(3);
    played.takesAll(integration);
    played.replayed(integration, new Replay.One(played.id(integration, texts.get(1))));

    played.takesAll(integration);
    var taken = played.parcelsTaken(integration);
    assertThat(taken).hasSize(4);
    assertThat(taken.getLast().id()).isEqualTo(taken.get(1).id());
    assertThat(played.state(integration).getDelivered()).isEqualTo(4);
    assertThat(played.state(integration).getWaiting()).isZero();
  }

  @Test
  void makes_all_since_a_time_once_more_detections_too() {
    var integration = played.added(1);
    played.deleted();
    played.passes(Duration.ofMinutes(1));
    var since = played.now;
    var found = played.found(Happening.BLOCKED_CALL, "app");
    var deleted = played.deleted();
    played.takesAll(integration);
    played.replayed(integration, new Replay.Since(since));

    played.takesAll(integration);
    assertThat(played.taken(integration)).hasSize(5).endsWith(found, deleted);
  }

  @Test
  void makes_all_from_a_sequence_on_once_more_and_no_detection() {
    var integration = played.added(1); // the first
    played.deleted();
    played.found(Happening.BLOCKED_CALL, "app");
    var third = played.deleted();
    var fourth = played.deleted();
    played.takesAll(integration);
    played.replayed(integration, new Replay.FromSequence(3));

    played.takesAll(integration);
    assertThat(played.taken(integration)).hasSize(6).endsWith(third, fourth);
  }

  @Test
  void brings_back_what_was_given_up_for_three_more_days() {
    var integration = played.added(1);
    var text = played.deleted();
    played.answers(integration, REFUSED);
    played.passes(Duration.ofDays(4));
    played.hands();
    assertThat(played.told.dead).hasSize(1);
    played.replayed(integration, new Replay.Since(NOON));
    played.answers(integration, REFUSED);

    played.passes(Duration.ofDays(2));
    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactly(text);
  }

  @Test
  void tells_others_of_each_time_a_delivery_is_given_up() {
    var away = played.added(1);
    var other = played.added(2, Happening.DELIVERY_FAILED);
    played.deleted();
    for (var times = 0; times < 2; times++) {
      played.passes(Duration.ofDays(4));
      played.hands();
      played.replayed(away, new Replay.Since(NOON));
      played.hands();
      played.reports(played.dispatch.answer(away.id(), REFUSED, played.now));
    }

    played.takesAll(other);
    assertThat(played.parcelsTaken(other).stream().map(Dispatch.Parcel::id))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void makes_at_once_what_waits_for_its_next_attempt_and_keeps_its_place() {
    var integration = played.added(1);
    var texts = played.deleted(3);
    played.fails(integration, 2);
    played.hands();
    assertThat(played.handed(integration)).isEmpty();
    played.replayed(integration, new Replay.Since(NOON));

    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts);
  }

  @Test
  void makes_thousands_once_more_some_at_a_time_also_over_a_restart() {
    var integration = played.added(1);
    var texts = played.deleted(2_500);
    played.takesAll(integration);
    played.replayed(integration, new Replay.Since(NOON));
    played.hands();
    assertThat(played.state(integration).getReplays()).hasSize(1);
    played.restarts();

    played.takesAll(integration);
    assertThat(played.state(integration).getReplays()).isEmpty();
    assertThat(played.taken(integration))
        .containsExactlyElementsOf(Stream.concat(texts.stream(), texts.stream()).toList());
  }

  @Test
  void a_try_arrives_once_at_whoever_is_tried_whatever_waits() {
    var everything = integration(1, Happening.values());
    var integration = played.added(ACME, everything);
    played.deleted();
    played.answers(integration, REFUSED);
    var tried =
        played.happens(new PolicyEvent.IntegrationTested(integration.id(), integration.name()));

    played.answers(integration, TAKEN);
    assertThat(played.taken(integration)).containsExactly(tried);
    played.passes(Duration.ofMinutes(1));
    played.takesAll(integration);
    assertThat(played.taken(integration)).hasSize(2);
  }

  @Test
  void a_try_arrives_at_one_that_is_not_told_of_such_events() {
    var integration = played.added(1, Happening.POLICY_CREATED);
    played.happens(new PolicyEvent.IntegrationTested(integration.id(), integration.name()));

    played.takesAll(integration);
    assertThat(played.taken(integration)).hasSize(1);
  }

  @Test
  void nothing_is_handed_over_while_it_is_paused_and_all_in_order_after() {
    var integration = played.added(1);
    var texts = played.deleted(3);
    played.answers(integration, TAKEN);
    played.changed(integration.standing(Standing.PAUSED));
    played.reports(played.dispatch.recalled());

    played.hands();
    assertThat(played.handed(integration)).isEmpty();
    played.deleted(); // it is told nothing that happens meanwhile
    played.changed(integration);
    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts);
  }

  @Test
  void what_is_under_way_when_it_changes_is_waited_for() {
    var integration = played.added(1);
    var texts = played.deleted(3);
    played.hands();
    played.dispatch.begin(integration.id());
    played.changed(integration);
    played.reports(played.dispatch.recalled());

    played.hands();
    assertThat(played.handed(integration)).containsExactly(texts.getFirst());
    played.answers(integration, TAKEN);
    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts);
  }

  @Test
  void what_the_destination_before_the_change_says_is_no_reason_to_disable_the_new_one() {
    var integration = played.added(1);
    var texts = played.deleted(2);
    for (var answer : List.of(GONE, REFUSED)) {
      played.hands();
      played.dispatch.begin(integration.id());
      played.changed(integration);
      played.reports(played.dispatch.recalled());
      played.reports(played.dispatch.answer(integration.id(), answer, played.now));
    }

    assertThat(played.told.gone).isEmpty();
    assertThat(played.state(integration).getFailures()).isZero();
    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts);
  }

  @Test
  void is_tried_at_once_when_somebody_looked_after_it() {
    var integration = played.added(1);
    var texts = played.deleted(3);
    played.answers(integration, new Answer.NotTaken("503", Duration.ofMinutes(30)));
    assertThat(played.state(integration).getUntil()).isNotNull();
    played.hands();
    assertThat(played.handed(integration)).isEmpty();
    played.passes(Duration.ofMillis(1));
    played.changed(integration);

    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts);
  }

  @Test
  void of_one_that_is_removed_nothing_is_left() {
    var integration = played.added(1);
    var other = played.added(2);
    played.deleted(5_000);
    played.takesAll(integration);
    played.replayed(integration, new Replay.Since(NOON));
    for (var i = 0; i < 5; i++) {
      played.hands();
    }
    played.dispatch.begin(integration.id());
    played.happens(new PolicyEvent.IntegrationRemoved(integration.id(), integration.name()));
    played.reports(played.dispatch.recalled());
    played.reports(played.dispatch.answer(integration.id(), GONE, played.now));

    assertThat(played.told.removed).containsExactly(integration.id());
    assertThat(played.told.gone).isEmpty();
    assertThat(played.keys("q/acme/" + integration.id())).isNotEmpty();
    for (var i = 0; played.sweeps(); i++) {
      assertThat(i).isLessThan(20);
    }
    assertThat(played.keys("").stream().filter(key -> key.contains(integration.id().digits())))
        .isEmpty();
    played.restarts();
    played.takesAll(other);
    assertThat(played.taken(other)).hasSize(5_000);
  }

  @Test
  void hands_over_some_at_a_time_in_number_and_in_size() {
    var integration = played.added(1);
    var texts = played.deleted(2 * Handover.WINDOW + 10);
    played.hands();
    assertThat(played.handed(integration)).hasSize(Handover.WINDOW);
    played.reports(played.dispatch.answer(integration.id(), TAKEN, played.now));
    played.hands();
    assertThat(played.handed(integration)).as("none overtakes").hasSize(Handover.WINDOW - 1);

    played.takesAll(integration);
    assertThat(played.dispatch.errands(integration.id())).isEqualTo(3);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts.subList(1, texts.size()));
  }

  @Test
  void hands_over_the_same_again_after_a_restart_and_nothing_that_was_settled() {
    var integration = played.added(1);
    var texts = played.deleted(5);
    played.answers(integration, TAKEN);
    played.answers(integration, TAKEN);
    var before =
        played.dispatch.parcels(integration.id()).stream().map(Dispatch.Parcel::id).toList();
    played.restarts();

    played.hands();
    assertThat(played.handed(integration)).containsExactlyElementsOf(texts.subList(2, 5));
    assertThat(played.dispatch.parcels(integration.id()).stream().map(Dispatch.Parcel::id))
        .containsExactlyElementsOf(before);
  }

  @Test
  void says_after_a_restart_how_each_integration_does() {
    var integration = played.added(1);
    played.deleted();
    var before = played.state(integration);
    played.told.destinations.clear();
    played.restarts();

    assertThat(played.state(integration)).isEqualTo(before);
  }

  @Test
  void keeps_what_it_delivered_for_thirty_days_and_then_nothing_of_it() {
    var integration = played.added(1);
    played.deleted(3);
    played.takesAll(integration);
    played.passes(Duration.ofDays(30));
    played.sweeps();
    assertThat(played.keys("q/")).hasSize(3);
    played.passes(Duration.ofMillis(1));
    played.sweeps();
    assertThat(played.keys("q/")).isEmpty();
    played.passes(Duration.ofDays(3));
    played.sweeps();
    assertThat(played.keys("b/")).isEmpty();
    assertThat(played.state(integration).getOldest()).isEqualTo(4);
  }

  @Test
  void keeps_the_payload_of_what_was_made_once_more_on_its_last_day() {
    var integration = played.added(1);
    var text = played.deleted();
    played.takesAll(integration);
    played.passes(Duration.ofDays(30));
    played.replayed(integration, new Replay.Since(NOON));
    played.answers(integration, REFUSED);
    played.passes(Duration.ofDays(2));
    while (played.sweeps()) {
      // more to drop
    }

    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactly(text, text);
    played.sweeps();
    assertThat(played.keys("q/")).isEmpty();
  }

  @Test
  void gives_up_what_has_no_payload_any_more() {
    var integration = played.added(1);
    played.deleted();
    played.changed(integration.standing(Standing.PAUSED));
    played.passes(Duration.ofDays(40));
    played.sweeps();
    played.changed(integration);
    played.hands();

    assertThat(played.told.dead)
        .singleElement()
        .satisfies(dead -> {
          assertThat(dead.payload()).isEmpty();
          assertThat(dead.delivery().getSaid()).contains("not kept any more");
        });
  }
}
