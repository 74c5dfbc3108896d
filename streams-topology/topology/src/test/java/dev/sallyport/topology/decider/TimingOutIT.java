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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that end otherwise than they should, amid a stream of commands. */
class TimingOutIT {
  private static final int ROUNDS = 10;
  private static final int COMMANDS_A_ROUND = 100;
  private static final int UNDER_WAY = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LONGER_THAN_A_TRANSACTION = Duration.ofSeconds(8);

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
    void happen(DeciderOnKafka kafka) throws Exception;
  }

  @Test
  void a_transaction_that_the_broker_times_out_leaves_nothing_behind() throws Exception {
    everyChangeIsWrittenOnce("standing-still", TimingOutIT::standStill);
  }

  @Test
  void a_transaction_that_is_fenced_off_leaves_nothing_behind() throws Exception {
    everyChangeIsWrittenOnce("fenced", TimingOutIT::fence);
  }

  private static void standStill(DeciderOnKafka kafka) {
    broker.pause();
    try {
      pass(LONGER_THAN_A_TRANSACTION);
    } finally {
      broker.resume();
    }
  }

  private static void pass(Duration time) {
    var until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private static void fence(DeciderOnKafka kafka) throws Exception {
    try (var admin = kafka.clients.admin()) {
      var ids =
          admin.listTransactions().all().get(30, TimeUnit.SECONDS).stream()
              .map(each -> each.transactionalId())
              .filter(id -> id.startsWith(kafka.topics.deciderApplication()))
              .toList();
      assertThat(ids).isNotEmpty();
      admin.fenceProducers(ids).all().get(30, TimeUnit.SECONDS);
    }
  }

  private void everyChangeIsWrittenOnce(String name, Fault fault) throws Exception {
    try (var kafka = new DeciderOnKafka(broker.bootstrapServers(), name, folder)) {
      var decider = kafka.start();
      var submissions = new ArrayList<Submission>();
      var outcomes = new HashMap<CommandId, Outcome>();
      // Whether a fault falls into a transaction is chance: again, until one has.
      for (var round = 0; round < ROUNDS && (round < 2 || kafka.undone() == 0); round++) {
        var waiting = new ArrayList<CompletableFuture<Outcome>>();
        for (var number = 0; number < COMMANDS_A_ROUND; number++) {
          var submission = submission(round, number);
          submissions.add(submission);
          waiting.add(kafka.submit(submission));
          if (number == UNDER_WAY) {
            waiting.getFirst().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            fault.happen(kafka);
          }
        }
        for (var each : waiting) {
          var outcome = each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          assertThat(outcome.verdict()).isInstanceOf(Done.class);
          outcomes.put(outcome.id(), outcome);
        }
      }
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
          "%s: %d outcomes undone and decided again, of %d commands%n",
          name, undone, submissions.size());
    }
  }

  private static Submission submission(int round, int number) {
    return ask(
        Owner.of("owner-" + number % 5),
        creating("policy %d of round %d".formatted(number, round)),
        Instant.now().plus(PATIENCE.multipliedBy(2)));
  }
}
