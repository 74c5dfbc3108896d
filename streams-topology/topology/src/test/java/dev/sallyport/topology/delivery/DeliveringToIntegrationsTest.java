package dev.sallyport.topology.delivery;

import static dev.sallyport.topology.delivery.Played.ACME;
import static dev.sallyport.topology.delivery.Played.GONE;
import static dev.sallyport.topology.delivery.Played.NOON;
import static dev.sallyport.topology.delivery.Played.REFUSED;
import static dev.sallyport.topology.delivery.Played.TAKEN;
import static dev.sallyport.topology.delivery.Played.integration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryFailed;
import dev.sallyport.wire.DeliveryState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeliveringToIntegrationsTest {
  private final Played played = new Played();

  @Test
  void tells_only_what_an_integration_asks_for() {
    var calls = played.added(1, Happening.BLOCKED_CALL);
    played.deleted();
    var blocked = played.found(Happening.BLOCKED_CALL, "app");
    played.found(Happening.REVERSE_SHELL, "app");

    played.takesAll(calls);
    assertThat(played.taken(calls)).containsExactly(blocked);
  }

  @Test
  void tells_of_its_own_repositories_only() {
    var all = integration(1);
    var app =
        played.added(
            ACME,
            new Integration(
                all.id(),
                all.name(),
                all.destination(),
                all.about(),
                List.of(RepositoryName.of("app")),
                Standing.ACTIVE,
                all.secrets()));
    var ours = played.found(Happening.BLOCKED_CALL, "App");
    played.found(Happening.BLOCKED_CALL, "lib");
    var everybodys = played.deleted();

    played.takesAll(app);
    assertThat(played.taken(app)).containsExactly(ours, everybodys);
  }

  @Test
  void tells_nobody_of_another_owners() {
    var acme = played.added(1);
    var globex = played.added(Owner.of("Globex"), integration(2));
    var ours = played.deleted();
    var theirs = played.deleted(Owner.of("globex"));

    played.takesAll(acme);
    played.takesAll(globex);
    assertThat(played.taken(acme)).containsExactly(ours);
    assertThat(played.taken(globex)).containsExactly(theirs);
  }

  @Test
  void tells_an_integration_of_others_that_are_added_and_not_of_itself() {
    var first = played.added(1, Happening.OTHER_CHANGE);
    var second = played.added(2, Happening.OTHER_CHANGE);

    played.takesAll(first);
    played.takesAll(second);
    assertThat(played.taken(first)).hasSize(1);
    assertThat(played.taken(second)).isEmpty();
  }

  @Test
  void lists_what_happened_too_long_ago_and_tells_it_only_when_asked() {
    var integration = played.added(1);
    played.lag = Duration.ofDays(3).plusSeconds(1);
    var old = played.deleted();
    played.replayed(integration, new Replay.Since(NOON.minus(Duration.ofDays(9))));
    played.tried(ACME, integration);
    played.lag = Duration.ofDays(3);
    var young = played.deleted();

    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactly(young);
    assertThat(delivery(integration, 1).getState()).isEqualTo(DeliveryState.DEAD);
    assertThat(played.state(integration).getDead()).isEqualTo(1);

    played.lag = Duration.ZERO;
    played.replayed(integration, new Replay.FromSequence(1));
    played.takesAll(integration);
    assertThat(played.taken(integration)).contains(old);
  }

  @Test
  void keeps_what_becomes_of_a_delivery_under_one_id() {
    var integration = played.added(1);
    var text = played.deleted();
    played.fails(integration, 1);
    var waiting = delivery(integration, 1);

    assertThat(waiting.getDeliveryId()).isEqualTo(played.id(integration, text).digits());
    assertThat(waiting.getState()).isEqualTo(DeliveryState.WAITING);
    assertThat(waiting.getAttempts()).isEqualTo(1);
    assertThat(waiting.getNextAttempt()).isEqualTo(NOON.plusSeconds(2));
    assertThat(waiting.getSaid()).isEqualTo("500 out of order");
    played.passes(Duration.ofSeconds(2));
    played.answers(integration, TAKEN);
    var delivered = delivery(integration, 1);
    assertThat(delivered.getDeliveryId()).isEqualTo(waiting.getDeliveryId());
    assertThat(delivered.getState()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivered.getAttempts()).isEqualTo(2);
    assertThat(delivered.getNextAttempt()).isNull();
    assertThat(delivered.getRequest()).isEqualTo("POST " + delivered.getDeliveryId());
    assertThat(played.state(integration).getDelivered()).isEqualTo(1);
    assertThat(played.state(integration).getWaiting()).isZero();
    assertThat(played.state(integration).getOldestWaiting()).isNull();
  }

  private Delivery delivery(Integration integration, int number) {
    return Objects.requireNonNull(
        played.told.deliveries.get(integration.id() + "/" + number), "never told");
  }

  @Test
  void keeps_the_order_while_one_is_not_taken() {
    var integration = played.added(1);
    var texts = played.deleted(5);
    played.answers(integration, TAKEN);
    played.answers(integration, REFUSED);

    played.hands();
    assertThat(played.handed(integration)).as("they wait for it").isEmpty();
    played.passes(Duration.ofSeconds(2));
    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts);
  }

  @Test
  void sets_aside_what_was_not_taken_three_times_and_goes_on_with_others() {
    var integration = played.added(1);
    var texts = played.deleted(3);
    played.fails(integration, 2);
    assertThat(played.state(integration).getAside()).isZero();
    played.fails(integration, 1);

    assertThat(played.state(integration).getAside()).isEqualTo(1);
    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts.subList(1, 3));
    assertThat(played.state(integration).getOldestWaiting()).isEqualTo(NOON);
    played.waitsUntilHanded(integration);
    played.takesAll(integration);
    assertThat(played.taken(integration)).endsWith(texts.getFirst());
    assertThat(played.keys("w/")).isEmpty();
  }

  @Test
  void what_is_never_taken_keeps_nothing_else_waiting_and_is_not_kept_waiting_either() {
    var integration = played.added(1);
    for (var i = 0; i < 20; i++) {
      played.deleted(2);
      for (var pause : List.of(0, 2, 4)) {
        played.passes(Duration.ofSeconds(pause));
        played.answers(integration, REFUSED);
      }
      played.answers(integration, TAKEN);
      if (!played.handed(integration).isEmpty()) {
        played.reports(played.dispatch.answer(integration.id(), REFUSED, played.now));
      }
    }
    assertThat(played.state(integration).getAside()).isEqualTo(20);
    assertThat(played.taken(integration)).hasSize(20);
    played.passes(Duration.ofHours(1));
    var late = played.deleted(Handover.WINDOW);

    played.hands();
    assertThat(played.handed(integration)).hasSize(Handover.WINDOW);
    assertThat(played.handed(integration).subList(0, Handover.WINDOW - Handover.ROOM_ASIDE))
        .isEqualTo(late.subList(0, Handover.WINDOW - Handover.ROOM_ASIDE));
    assertThat(played.handed(integration)).as("some of those aside too").isNotEqualTo(late);
  }

  @Test
  void leaves_a_destination_alone_after_five_failures_and_tries_one_parcel_to_see() {
    var integration = played.added(1);
    var texts = played.deleted(10);
    played.random = 0;
    for (var i = 0; i < 5; i++) {
      played.answers(integration, REFUSED);
    }

    assertThat(played.state(integration).getUntil()).isNotNull();
    played.hands();
    assertThat(played.handed(integration)).isEmpty();
    played.passes(Duration.ofSeconds(8));
    played.hands();
    assertThat(played.handed(integration)).hasSize(1);
    played.answers(integration, TAKEN);
    assertThat(played.state(integration).getUntil()).isNull();
    played.hands();
    assertThat(played.handed(integration)).hasSizeGreaterThan(1);
    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyInAnyOrderElementsOf(texts);
  }

  @Test
  void one_that_is_never_taken_does_not_hold_back_others_when_a_destination_comes_back() {
    var integration = played.added(1);
    var texts = played.deleted(3);
    for (var i = 0; i < 60 && !played.taken(integration).contains(texts.getLast()); i++) {
      played.waitsUntilHanded(integration);
      var first = played.handed(integration).getFirst();
      var well = i >= 6;
      played.answers(integration, well && !first.equals(texts.getFirst()) ? TAKEN : REFUSED);
    }

    assertThat(played.taken(integration)).containsAll(texts.subList(1, 3));
    assertThat(Duration.between(NOON, played.now)).isLessThan(Duration.ofHours(3));
  }

  @Test
  void waits_for_as_long_as_it_is_asked_to() {
    var integration = played.added(1);
    var texts = played.deleted(2);
    played.answers(integration, new Answer.NotTaken("429", Duration.ofMinutes(30)));

    played.passes(Duration.ofMinutes(30).minusMillis(1));
    played.hands();
    assertThat(played.handed(integration)).isEmpty();
    played.passes(Duration.ofMillis(1));
    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactlyElementsOf(texts);
  }

  @Test
  void waits_for_no_more_than_a_day_whatever_it_is_asked() {
    var integration = played.added(1);
    played.deleted();
    played.answers(integration, new Answer.NotTaken("503", Duration.ofSeconds(Long.MAX_VALUE)));

    played.passes(Duration.ofDays(1));
    played.takesAll(integration);
    assertThat(played.taken(integration)).hasSize(1);
  }

  @Test
  void no_destination_waits_for_another() {
    var away = played.added(1);
    var well = played.added(2);
    var texts = played.deleted(3);
    played.hands();

    played.takesAll(well);
    assertThat(played.handed(away)).hasSize(3);
    assertThat(played.taken(well)).containsExactlyElementsOf(texts);
  }

  @Test
  void more_than_a_thousand_that_wait_aside_for_one_keep_nothing_of_another_waiting() {
    var paused = played.added(1, Happening.POLICY_DELETED);
    var well = played.added(2, Happening.POLICY_DELETED);
    played.deleted(1_500);
    played.takesAll(paused);
    played.takesAll(well);
    played.replayed(paused, new Replay.Since(NOON));
    played.hands();
    played.hands();
    played.changed(paused.standing(Standing.PAUSED));
    played.replayed(well, new Replay.Since(NOON));

    played.takesAll(well);
    assertThat(played.taken(well)).hasSize(3_000);
  }

  @Test
  void one_that_is_gone_is_said_so_once_and_again_until_it_is_decided() {
    var gone = played.added(1);
    var other = played.added(2);
    var texts = played.deleted(2);
    played.answers(gone, GONE);

    assertThat(played.told.gone).containsExactly(gone);
    assertThat(played.state(gone).getGone()).isTrue();
    played.hands();
    assertThat(played.handed(gone)).isEmpty();
    played.restarts();
    played.sweeps();
    assertThat(played.told.gone).containsExactly(gone, gone);
    played.changed(gone.standing(Standing.GONE));
    played.sweeps();
    assertThat(played.told.gone).hasSize(2);
    played.takesAll(other);
    assertThat(played.taken(other)).startsWith(texts.getFirst(), texts.getLast()).hasSize(3);
    assertThat(notice(other, 2).getSaid()).isEqualTo("410");

    played.changed(gone);
    played.takesAll(gone);
    assertThat(played.taken(gone)).containsExactlyElementsOf(texts);
  }

  private DeliveryFailed notice(Integration integration, int index) {
    var parcel = played.parcelsTaken(integration).get(index);
    assertThat(parcel.topic()).isEqualTo("deliveries");
    assertThat(parcel.type()).isEqualTo("dev.sallyport.wire.DeliveryFailed");
    return SingleObject.decode(parcel.value(), DeliveryFailed.class);
  }

  @Test
  void gives_up_after_three_days_and_says_so_to_others() {
    var away = played.added(1);
    var other = played.added(2, Happening.DELIVERY_FAILED);
    var text = played.deleted();
    while (played.told.dead.isEmpty()) {
      played.hands();
      if (!played.handed(away).isEmpty()) {
        played.answers(away, REFUSED);
      }
      played.passes(Duration.ofMinutes(5));
    }

    assertThat(Duration.between(NOON, played.now))
        .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusHours(2));
    var dead = played.told.dead.getFirst();
    assertThat(dead.payload()).isEqualTo(text);
    assertThat(dead.delivery().getState()).isEqualTo(DeliveryState.DEAD);
    assertThat(dead.delivery().getSaid()).isEqualTo("500 out of order");
    assertThat(played.state(away).getDead()).isEqualTo(1);
    assertThat(played.state(away).getWaiting()).isZero();
    played.takesAll(other);
    assertThat(played.taken(other)).hasSize(1);
    assertThat(notice(other, 0).getDeliveryId()).isEqualTo(dead.delivery().getDeliveryId());
    assertThat(notice(other, 0).getIntegration()).isEqualTo("integration 1");
  }

  @Test
  void says_nothing_of_a_notice_that_was_given_up() {
    played.added(1, Happening.POLICY_DELETED, Happening.DELIVERY_FAILED);
    played.added(2, Happening.POLICY_DELETED, Happening.DELIVERY_FAILED);
    played.deleted();
    for (var days = 0; days < 20; days++) {
      played.passes(Duration.ofDays(1));
      for (var integration : List.of(integration(1), integration(2))) {
        played.hands();
        if (!played.handed(integration).isEmpty()) {
          played.answers(integration, REFUSED);
        }
      }
    }

    assertThat(played.told.dead).as("each event, and each notice of the other's").hasSize(4);
  }

  @Test
  void what_waits_while_an_integration_is_paused_has_its_three_days_when_it_goes_on() {
    var integration = played.added(1);
    var text = played.deleted();
    played.changed(integration.standing(Standing.PAUSED));
    played.passes(Duration.ofDays(5));
    played.hands();
    assertThat(played.handed(integration)).isEmpty();
    played.changed(integration);

    played.takesAll(integration);
    assertThat(played.taken(integration)).containsExactly(text);
    assertThat(played.told.dead).isEmpty();
  }
}
