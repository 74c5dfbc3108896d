package dev.sallyport.sink.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.sink.courier.Courier;
import dev.sallyport.sink.courier.Notice;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.WrittenEvents.Written;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.delivery.Dispatch.Errand;
import dev.sallyport.topology.delivery.Dispatch.Parcel;
import dev.sallyport.topology.delivery.Dispatch.Report;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarryingParcelsTest {
  private static final Owner ACME = Owner.organization("acme");
  private static final Answer TAKEN = new Answer.Taken("200");
  private static final Answer NOT_TAKEN = new Answer.NotTaken("500");
  private static final long LIMIT_SECONDS = 30;

  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final WrittenEvents acme = new WrittenEvents(EventEncoder.registered(ids), ACME);
  private final Map<Long, Written> happened = new HashMap<>();
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private final Map<IntegrationId, Scripted> couriers = new HashMap<>();
  private final List<Integration> asked = new ArrayList<>();
  private final Lanes lanes =
      new Lanes(
          (_, integration) -> {
            asked.add(integration);
            return Objects.requireNonNull(couriers.get(integration.id()));
          },
          new Notices(new Topics(""), ids),
          reports::add,
          InstantSource.system());

  /** Answers by a script, and remembers what it was brought. */
  private static final class Scripted implements Courier {
    private final BlockingQueue<List<Notice>> brought = new LinkedBlockingQueue<>();
    private final int together;
    private final Function<List<Notice>, Answer> script;

    Scripted(int together, Function<List<Notice>, Answer> script) {
      this.together = together;
      this.script = script;
    }

    @Override
    public int mostTogether() {
      return together;
    }

    @Override
    public Duration pace() {
      return Duration.ZERO;
    }

    @Override
    public Attempt deliver(List<Notice> notices) {
      brought.add(notices);
      return new Attempt("sent", script.apply(notices));
    }
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  private Scripted courier(int integration, int together, Function<List<Notice>, Answer> script) {
    var courier = new Scripted(together, script);
    couriers.put(integration(integration).id(), courier);
    return courier;
  }

  private static Integration integration(int number) {
    return new Integration(
        new IntegrationId("%032x".formatted(number)),
        "integration " + number,
        new Destination.SlackWebhook(),
        EnumSet.allOf(Happening.class),
        List.of(),
        Standing.ACTIVE,
        SecretsReference.NONE);
  }

  private void hand(int integration, int from, int to) {
    hand(integration(integration), from, to);
  }

  private void hand(Integration integration, int from, int to) {
    var parcels = new ArrayList<Parcel>();
    for (var number = from; number <= to; number++) {
      parcels.add(parcel(integration, number));
    }
    lanes.hand(new Errand(ACME, integration, parcels));
  }

  private Parcel parcel(Integration integration, long number) {
    var event = happened.computeIfAbsent(number, this::happens);
    var meta = event.event().meta();
    return new Parcel(
        DeliveryId.of(integration.id(), meta.id().toString()),
        number,
        new Topics("").policyEvents().name(),
        meta.id().toString(),
        "dev.sallyport.events.PolicyCreated",
        "p" + number,
        meta.at(),
        event.value());
  }

  private Written happens(long number) {
    return acme.done(
            new CreatePolicy(
                PolicyName.of("p" + number), WrittenEvents.blocking("h" + number + ".example")))
        .getLast();
  }

  private Report next() throws InterruptedException {
    @Nullable Report report = reports.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(report).isNotNull();
    return report;
  }

  private void expectTried(Answer answer, Long... numbers) throws InterruptedException {
    assertThat(next())
        .isInstanceOfSatisfying(
            Report.Tried.class,
            tried -> {
              assertThat(tried.answer()).isEqualTo(answer);
              assertThat(tried.numbers()).containsExactly(numbers);
            });
  }

  @Test
  void one_after_the_other_in_messages_of_as_many_as_fit() throws Exception {
    courier(1, 2, _ -> TAKEN);
    hand(1, 1, 5);

    expectTried(TAKEN, 1L, 2L);
    expectTried(TAKEN, 3L, 4L);
    expectTried(TAKEN, 5L);
  }

  @Test
  void a_notice_tells_programs_and_people_the_same() throws Exception {
    var courier = courier(1, 1, _ -> TAKEN);
    hand(1, 7, 7);
    expectTried(TAKEN, 7L);

    var notice = courier.brought.take().getFirst();
    assertThat(notice.event().source()).isEqualTo("/github/acme");
    assertThat(notice.event().data()).contains("\"policy\":\"p7\"");
    assertThat(notice.happened())
        .isInstanceOfSatisfying(
            Notice.Happened.Changed.class,
            changed -> assertThat(changed.event().meta().owner()).isEqualTo(ACME));
  }

  @Test
  void after_one_that_is_not_taken_the_rest_is_held_back_and_the_lane_goes_on() throws Exception {
    var answers = new LinkedBlockingQueue<>(List.of(TAKEN, NOT_TAKEN, TAKEN));
    courier(1, 1, _ -> answers.remove());
    hand(1, 1, 4);

    expectTried(TAKEN, 1L);
    expectTried(NOT_TAKEN, 2L);
    assertThat(next()).isEqualTo(new Report.HeldBack(integration(1).id(), List.of(3L, 4L)));
    hand(1, 2, 2);
    expectTried(TAKEN, 2L);
  }

  /** The courier of the first integration tells when it begins, and waits for its answer. */
  private void waiting(CountDownLatch begun, CountDownLatch answer) {
    courier(
        1,
        1,
        _ -> {
          begun.countDown();
          await(answer);
          return TAKEN;
        });
  }

  @Test
  void what_is_recalled_comes_back_but_for_what_is_under_way() throws Exception {
    var begun = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    waiting(begun, answer);
    hand(1, 1, 3);
    await(begun);
    lanes.recall(integration(1).id());

    assertThat(next()).isEqualTo(new Report.HeldBack(integration(1).id(), List.of(2L, 3L)));
    answer.countDown();
    expectTried(TAKEN, 1L);
  }

  @Test
  void one_that_hangs_holds_up_no_other_and_is_not_heard_once_all_is_closed() throws Exception {
    var begun = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    waiting(begun, answer);
    courier(2, 1, _ -> TAKEN);
    hand(1, 1, 1);
    await(begun);
    hand(2, 1, 2);

    expectTried(TAKEN, 1L);
    expectTried(TAKEN, 2L);
    lanes.close();
    answer.countDown();
    assertThat(reports.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void a_fault_of_ours_is_an_answer_and_ends_no_lane() throws Exception {
    var faults =
        new LinkedBlockingQueue<Throwable>(
            List.of(new IllegalStateException("hush"), new LinkageError("hush")));
    courier(
        1,
        1,
        _ -> {
          switch (faults.poll()) {
            case null -> {
              return TAKEN;
            }
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new AssertionError(other);
          }
        });
    for (var time = 0; time < 2; time++) {
      hand(1, 1, 1);
      assertThat(next())
          .isInstanceOfSatisfying(
              Report.Tried.class,
              tried ->
                  assertThat(tried.answer())
                      .isInstanceOf(Answer.NotTaken.class)
                      .extracting(Answer::said)
                      .asString()
                      .doesNotContain("hush"));
    }
    hand(1, 1, 1);
    expectTried(TAKEN, 1L);
  }

  @Test
  void an_integration_that_was_changed_gets_another_courier() throws Exception {
    courier(1, 1, _ -> TAKEN);
    hand(1, 1, 1);
    expectTried(TAKEN, 1L);
    hand(1, 2, 2);
    expectTried(TAKEN, 2L);
    hand(integration(1).standing(Standing.PAUSED), 3, 3);
    expectTried(TAKEN, 3L);

    assertThat(asked).containsExactly(integration(1), integration(1).standing(Standing.PAUSED));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
