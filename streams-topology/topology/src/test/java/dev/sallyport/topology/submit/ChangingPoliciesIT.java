package dev.sallyport.topology.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.submit.Commands.Unanswered;
import dev.sallyport.topology.submit.Commands.Unavailable;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Ask;
import dev.sallyport.topology.view.ChangelogView;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.Soon;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way in and the view, with the real decider between them. */
final class ChangingPoliciesIT {
  private static final KafkaClients CLIENTS = KafkaClients.of(KafkaUnderTest.bootstrapServers());
  private static final Topics TOPICS = new Topics(KafkaUnderTest.fresh("changing") + "-");
  private static final InstantSource CLOCK = InstantSource.system();

  private static PolicyLog log;

  @BeforeAll
  static void start(@TempDir Path folder) {
    log = new PolicyLog(CLIENTS, TOPICS, 3, folder);
  }

  @AfterAll
  static void stop() {
    log.close();
  }

  private static Owner owner(String name) {
    return Owner.of(name);
  }

  @Test
  void what_was_answered_can_be_read() {
    var owner = owner("reading");
    log.done(owner, Ask.create("p", "0.example"));
    for (var times = 1; times <= 50; times++) {
      log.done(owner, Ask.update("p", times + ".example"));
      var served = (Found.Served) log.view().served(owner, new PolicyName("p"));
      assertThat(served.policy().entry().version()).isEqualTo(times + 1);
    }
  }

  @Test
  void a_repeat_gets_the_first_outcome_and_another_request_under_its_id_none() {
    var owner = owner("repeating");
    var first = Ask.of(owner, Ask.create("p", "a.example"), CLOCK.instant().plusSeconds(30));
    var outcome = log.commands().submit(first).toCompletableFuture().join();
    assertThat(outcome.verdict()).isInstanceOf(Verdict.Done.class);
    assertThat(log.commands().submit(first).toCompletableFuture().join()).isEqualTo(outcome);
    var other =
        new Submission(
            first.id(),
            owner,
            Ask.create("q", "a.example"),
            first.actor(),
            first.source(),
            first.notAfter(),
            "another request",
            true);
    assertThat(log.commands().submit(other).toCompletableFuture().join().verdict())
        .isEqualTo(new Verdict.Refused(new Refusal.IdempotencyKeyReused()));
  }

  @Test
  void a_refusal_is_an_answer() {
    var owner = owner("refusing");
    log.done(owner, Ask.create("p", "a.example"));
    assertThat(log.submit(owner, Ask.create("p", "b.example")).join().verdict())
        .isEqualTo(new Verdict.Refused(new Refusal.NameTaken(new PolicyName("p"))));
  }

  @Test
  void nobody_waits_for_a_command_whose_time_is_up() {
    var late = Ask.of(owner("late"), Ask.create("p", "a.example"), CLOCK.instant());
    assertThatThrownBy(() -> log.commands().submit(late).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(Unavailable.class);
    Soon.is("nothing waits", () -> log.commands().inFlight() == 0);
  }

  @Test
  void without_a_decider_there_is_no_answer_and_no_more_than_so_many_wait() {
    var topics = new Topics(KafkaUnderTest.fresh("alone") + "-");
    var _ = new TopicDeclarations(CLIENTS, topics, new TopicSettings(true, 2, (short) 0)).ensure();
    try (var view = ChangelogView.start(CLIENTS, topics, PolicyLog.RENDERER, CLOCK);
        var commands =
            CommandSubmitter.start(
                CLIENTS,
                topics,
                view,
                new SubmitSettings(Duration.ofMillis(500), 1),
                CLOCK,
                (_, _, _) -> {})) {
      Soon.is("outcomes are heard", () -> commands.partitions() == 2);
      var waiting =
          commands
              .submit(
                  Ask.of(
                      owner("alone"), Ask.create("p", "a.example"), CLOCK.instant().plusSeconds(2)))
              .toCompletableFuture();
      var more =
          commands
              .submit(
                  Ask.of(
                      owner("alone"), Ask.create("q", "a.example"), CLOCK.instant().plusSeconds(2)))
              .toCompletableFuture();
      assertThatThrownBy(more::join).hasCauseInstanceOf(Unavailable.class);
      assertThatThrownBy(waiting::join).hasCauseInstanceOf(Unanswered.class);
      assertThat(commands.inFlight()).isZero();
    }
  }

  @Test
  void a_policy_moved_to_and_fro_is_never_missed() throws Exception {
    var owner = owner("moving");
    log.done(owner, Ask.create("p", "a.example"), Ask.attach("p", Ask.workflow("app", "ci.yml")));
    var there = Ask.replace("p", Ask.repository("app"));
    var back = Ask.replace("p", Ask.workflow("app", "ci.yml"));
    var job = Ask.job(owner, "app", "ci.yml");
    var moves = Integer.getInteger("sallyport.test.moves", 1_000);
    var moved = new AtomicBoolean();
    try (var lookers = Executors.newFixedThreadPool(2)) {
      var looking = new ArrayList<Future<Long>>();
      for (var looker = 0; looker < 2; looker++) {
        looking.add(
            lookers.submit(() -> {
              var lookups = 0L;
              while (!moved.get()) {
                assertThat(log.view().lookUp(job)).isInstanceOf(Found.Served.class);
                lookups++;
              }
              return lookups;
            }));
      }
      var began = System.nanoTime();
      move(owner, moves, there, back);
      var took = Duration.ofNanos(System.nanoTime() - began);
      moved.set(true);
      var lookups = 0L;
      for (var each : looking) {
        lookups += each.get();
      }
      System.out.printf("%d moves in %s under %d lookups%n", moves, took, lookups);
    }
  }

  private static void move(Owner owner, int moves, PolicyCommand there, PolicyCommand back)
      throws InterruptedException {
    var window = new Semaphore(256);
    var answers = new ArrayList<CompletableFuture<Outcome>>();
    for (var times = 0; times < moves; times++) {
      window.acquire();
      var answer = log.submit(owner, times % 2 == 0 ? there : back);
      answers.add(answer.whenComplete((_, _) -> window.release()));
    }
    for (var answer : answers) {
      assertThat(answer.orTimeout(60, TimeUnit.SECONDS).join().verdict())
          .isInstanceOfSatisfying(Verdict.Done.class, done -> assertThat(done.changed()).isTrue());
    }
  }
}
