package dev.sallyport.topology.decider;

import static dev.sallyport.topology.decider.Asking.again;
import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.creating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.topology.verify.Verdict.Sound;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that end otherwise than they should, amid a stream of commands. */
class TimingOutIT {
  private static final int COMMANDS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static LocalKafka broker;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    broker = LocalKafka.start();
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  private interface Fault {
    void happen(Admin admin, Set<String> transactions) throws Exception;
  }

  @Test
  void a_transaction_that_the_broker_times_out_leaves_nothing_behind() throws Exception {
    everyChangeIsWrittenOnce("timed-out", TimingOutIT::outlast);
  }

  @Test
  void a_transaction_that_is_fenced_off_leaves_nothing_behind() throws Exception {
    everyChangeIsWrittenOnce("fenced", TimingOutIT::fence);
  }

  private static void outlast(Admin admin, Set<String> transactions) throws Exception {
    while (!Amid.ongoing(admin).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static void fence(Admin admin, Set<String> transactions) throws Exception {
    admin.fenceProducers(transactions).all().get(30, TimeUnit.SECONDS);
  }

  /**
   * A clock that holds the deciding thread, once: when records that it wrote have reached the
   * broker and are not committed. Only there can a fault be told from one that came between
   * transactions.
   */
  private static final class Amid implements InstantSource {
    private static final int OF_COMMANDS = 5;
    private static final Duration TO_REACH_THE_BROKER = Duration.ofMillis(300);

    private final DeciderOnKafka kafka;
    private final Fault fault;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean happened = new AtomicBoolean();

    Amid(DeciderOnKafka kafka, Fault fault) {
      this.kafka = kafka;
      this.fault = fault;
    }

    boolean happened() {
      return happened.get();
    }

    // Not at each command: while it waits a commit falls due, and comes before the next.
    @Override
    public Instant instant() {
      if (!happened.get() && asked.incrementAndGet() % OF_COMMANDS == 0) {
        try (var admin = kafka.clients.admin()) {
          tryIt(admin);
        } catch (Exception failed) {
          throw new IllegalStateException("The fault could not be brought about", failed);
        }
      }
      return Instant.now();
    }

    private void tryIt(Admin admin) throws Exception {
      var until = System.nanoTime() + TO_REACH_THE_BROKER.toNanos();
      while (System.nanoTime() < until) {
        var ongoing = ongoing(admin);
        if (!ongoing.isEmpty()) {
          happened.set(true);
          fault.happen(admin, ongoing);
          return;
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }

    static Set<String> ongoing(Admin admin) throws Exception {
      var options = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
      return admin.listTransactions(options).all().get(30, TimeUnit.SECONDS).stream()
          .map(TransactionListing::transactionalId)
          .collect(Collectors.toSet());
    }
  }

  private void everyChangeIsWrittenOnce(String name, Fault fault) throws Exception {
    try (var kafka = new DeciderOnKafka(broker.bootstrapServers(), name, folder)) {
      var submissions = IntStream.range(0, COMMANDS).mapToObj(TimingOutIT::submission).toList();
      var waiting = submissions.stream().map(kafka::submit).toList();
      var clock = new Amid(kafka, fault);
      var decider = kafka.start(clock);
      var outcomes = new HashMap<CommandId, Outcome>();
      for (var each : waiting) {
        var outcome = each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(outcome.verdict()).isInstanceOf(Done.class);
        outcomes.put(outcome.id(), outcome);
      }
      assertThat(clock.happened()).isTrue();
      var undone = kafka.undone();
      assertThat(undone).as("outcomes in transactions that came to nothing").isPositive();

      for (var submission : submissions) {
        assertThat(kafka.outcome(again(submission, PATIENCE.multipliedBy(4))))
            .isEqualTo(outcomes.get(submission.id()));
      }
      var created =
          kafka.events().stream()
              .filter(each -> each.event() instanceof PolicyCreated)
              .map(each -> each.meta().command())
              .toList();
      assertThat(created).hasSameSizeAs(submissions);
      assertThat(new HashSet<>(created)).isEqualTo(outcomes.keySet());
      assertThat(kafka.verdict()).isInstanceOf(Sound.class);
      assertThat(decider.running()).isTrue();
      assertThat(decider.health().stopped()).isEmpty();
      System.out.printf(
          "%s: %d outcomes undone and decided again, of %d commands%n", name, undone, COMMANDS);
    }
  }

  private static Submission submission(int number) {
    return ask(
        Owner.of("owner-" + number % 5),
        creating("policy " + number),
        Instant.now().plus(PATIENCE.multipliedBy(2)));
  }
}
