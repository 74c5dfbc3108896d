package dev.sallyport.topology.delivery;

import static dev.sallyport.topology.delivery.Played.ACME;
import static dev.sallyport.topology.delivery.Played.REFUSED;
import static dev.sallyport.topology.delivery.Played.TAKEN;
import static dev.sallyport.topology.delivery.Played.integration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds whatever destinations answer, whenever the ledger dies, whoever looks after it. */
class DeliveringProperties {
  private static final Owner GLOBEX = Owner.of("Globex");

  enum What {
    HAPPENS,
    HAPPENS_TO_THE_OTHER_OWNER,
    TAKES,
    TAKES_AND_THE_REPORT_IS_LOST,
    REFUSES,
    ASKS_FOR_PATIENCE,
    SECONDS_PASS,
    AN_HOUR_PASSES,
    TWO_DAYS_PASS,
    RESTARTS,
    IS_CHANGED,
    IS_PAUSED,
    GOES_ON,
    REPLAYS_ALL,
    REPLAYS_THE_FIRST,
    IS_TRIED,
    SWEEPS
  }

  record Step(What what, int whose, double random) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    // Weighted: most of the time something happens, and is answered.
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, What.HAPPENS),
                Tuple.of(3, What.HAPPENS_TO_THE_OTHER_OWNER),
                Tuple.of(8, What.TAKES),
                Tuple.of(2, What.TAKES_AND_THE_REPORT_IS_LOST),
                Tuple.of(10, What.REFUSES),
                Tuple.of(1, What.ASKS_FOR_PATIENCE),
                Tuple.of(10, What.SECONDS_PASS),
                Tuple.of(2, What.AN_HOUR_PASSES),
                Tuple.of(1, What.TWO_DAYS_PASS),
                Tuple.of(2, What.RESTARTS),
                Tuple.of(1, What.IS_CHANGED),
                Tuple.of(1, What.IS_PAUSED),
                Tuple.of(2, What.GOES_ON),
                Tuple.of(1, What.REPLAYS_ALL),
                Tuple.of(1, What.REPLAYS_THE_FIRST),
                Tuple.of(1, What.IS_TRIED),
                Tuple.of(1, What.SWEEPS)),
            Arbitraries.integers().between(0, 2),
            Arbitraries.doubles().between(0, 1).ofScale(2))
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(150);
  }

  @Property(tries = 300)
  void nothing_is_lost_order_holds_and_what_is_counted_is_so(@ForAll("steps") List<Step> steps) {
    var run = new Run();
    for (var step : steps) {
      run.does(step);
      run.countsAreSo();
    }
    run.ends();
    run.countsAreSo();
    run.nothingIsLost();
    run.orderHolds();
  }

  private static final class Run {
    private final Played played = new Played();
    private final List<Integration> all =
        List.of(
            played.added(1, Happening.POLICY_DELETED),
            played.added(2, Happening.POLICY_DELETED, Happening.DELIVERY_FAILED),
            played.added(GLOBEX, integration(3, Happening.POLICY_DELETED)));

    void does(Step step) {
      var one = all.get(step.whose());
      played.random = step.random();
      switch (step.what()) {
        case HAPPENS -> played.deleted();
        case HAPPENS_TO_THE_OTHER_OWNER -> played.deleted(GLOBEX);
        case TAKES -> answers(one, TAKEN);
        case TAKES_AND_THE_REPORT_IS_LOST -> {
          played.hands();
          if (!played.handed(one).isEmpty()) {
            played.takesAndTheReportIsLost(one);
          }
          played.restarts();
        }
        case REFUSES -> answers(one, REFUSED);
        case ASKS_FOR_PATIENCE -> answers(one, new Answer.NotTaken("429", Duration.ofHours(5)));
        case SECONDS_PASS -> played.passes(Duration.ofSeconds(20));
        case AN_HOUR_PASSES -> played.passes(Duration.ofHours(1));
        case TWO_DAYS_PASS -> played.passes(Duration.ofDays(2));
        case RESTARTS -> played.restarts();
        case IS_CHANGED -> {
          played.dispatch.begin(one.id());
          played.changed(owner(one), one);
          played.reports(played.dispatch.recalled());
        }
        case IS_PAUSED -> {
          played.changed(owner(one), one.standing(Standing.PAUSED));
          played.reports(played.dispatch.recalled());
        }
        case GOES_ON -> {
          played.changed(owner(one), one);
          played.reports(played.dispatch.recalled());
        }
        case REPLAYS_ALL -> played.replayed(owner(one), one, new Replay.FromSequence(1));
        case REPLAYS_THE_FIRST -> {
          if (!played.rows(one).isEmpty()) {
            var first = played.rows(one).getFirst().getDeliveryId();
            played.replayed(owner(one), one, new Replay.One(new DeliveryId(first)));
          }
        }
        case IS_TRIED -> played.tried(owner(one), one);
        case SWEEPS -> played.sweeps();
      }
    }

    private static Owner owner(Integration integration) {
      return integration.id().equals(integration(3).id()) ? GLOBEX : ACME;
    }

    private void answers(Integration integration, Answer answer) {
      played.hands();
      if (!played.handed(integration).isEmpty()) {
        played.answers(integration, answer);
      }
    }

    void countsAreSo() {
      for (var integration : all) {
        var state = played.state(integration);
        var rows = played.rows(integration);
        var waiting = rows.stream().filter(each -> each.getState() == DeliveryState.WAITING);
        var aside =
            rows.stream()
                .filter(each -> each.getState() == DeliveryState.WAITING && each.getAside());
        assertThat(state.getWaiting()).isEqualTo(waiting.count());
        assertThat(state.getAside())
            .isEqualTo(aside.count())
            .isEqualTo(
                played.keys("w/").stream()
                    .filter(key -> key.contains(integration.id().digits()))
                    .count());
        assertThat(rows)
            .as("nothing waits in order before the head")
            .noneMatch(each ->
                each.getNumber() < state.getHead()
                    && each.getState() == DeliveryState.WAITING
                    && !each.getAside());
        assertThat(state.getDead())
            .isEqualTo(
                played.told.dead.stream()
                    .filter(each ->
                        each.delivery().getIntegrationId().equals(integration.id().digits()))
                    .count());
        assertThat(state.getDelivered()).isEqualTo(played.settled(integration));
      }
    }

    /** Everybody is well again. */
    void ends() {
      for (var integration : all) {
        played.changed(owner(integration), integration);
        played.reports(played.dispatch.recalled());
      }
      for (var hours = 0;
          all.stream().anyMatch(each -> played.state(each).getWaiting() > 0);
          hours++) {
        assertThat(hours).as("hours until nothing waits").isLessThan(200);
        all.forEach(played::takesAll);
        played.passes(Duration.ofHours(1));
      }
    }

    void nothingIsLost() {
      for (var integration : all) {
        Set<String> known = new HashSet<>();
        played.parcelsTaken(integration).forEach(each -> known.add(each.id().digits()));
        played.told.dead.forEach(each -> known.add(each.delivery().getDeliveryId()));
        var ids = new ArrayList<String>();
        played.rows(integration).forEach(each -> ids.add(each.getDeliveryId()));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(known).containsAll(ids);
        assertThat(ids).hasSize((int) (played.state(integration).getNext() - 1));
      }
    }

    void orderHolds() {
      for (var integration : all) {
        var inOrder =
            played.rows(integration).stream()
                .filter(each -> !each.getAside())
                .map(Delivery::getNumber)
                .toList();
        var first =
            played.parcelsTaken(integration).stream()
                .map(Dispatch.Parcel::number)
                .distinct()
                .filter(inOrder::contains)
                .toList();
        assertThat(first).isSorted();
      }
    }
  }
}
