package dev.sallyport.topology.decider;

import static dev.sallyport.topology.decider.Asking.ACME;
import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.creating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.Outcome.Verdict.Refused;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.topics.ConsumerGroup;
import dev.sallyport.topology.topics.OwnerPartition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecidingOnKafkaIT {
  @TempDir Path folder;
  private DeciderOnKafka kafka;

  @BeforeEach
  void open() {
    kafka =
        new DeciderOnKafka(
            KafkaUnderTest.bootstrapServers(), KafkaUnderTest.fresh("deciding"), folder);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void a_command_is_answered_and_its_event_is_there() throws Exception {
    kafka.start();

    var outcome = kafka.outcome(now(ACME, "build"));

    assertThat(outcome.verdict()).isInstanceOf(Done.class);
    assertThat(kafka.events()).hasSize(2);
  }

  @Test
  void what_a_transaction_wrote_that_was_aborted_is_seen_by_nobody() throws Exception {
    kafka.start();
    kafka.outcome(now(ACME, "build"));
    try (var aborting = kafka.clients.transactionalProducer(kafka.topics.prefix() + "aborting")) {
      aborting.initTransactions();
      aborting.beginTransaction();
      for (var topic :
          List.of(
              kafka.topics.policyEvents(),
              kafka.topics.commandOutcomes(),
              kafka.topics.policyCommands())) {
        aborting
            .send(
                OwnerPartition.record(
                    topic,
                    ACME,
                    "never".getBytes(StandardCharsets.UTF_8),
                    DeciderOnKafka.PARTITIONS))
            .get(30, TimeUnit.SECONDS);
      }
      aborting.abortTransaction();
    }

    kafka.outcome(now(ACME, "other"));

    assertThat(kafka.events()).hasSize(3);
    assertThat(kafka.read(kafka.topics.commandOutcomes())).hasSize(2);
  }

  @Test
  void a_decider_that_starts_late_refuses_what_nobody_waits_for() throws Exception {
    var late = now(ACME, "build");
    var outcome = kafka.submit(late);
    kafka.start(() -> Instant.now().plus(Duration.ofHours(1)));

    assertThat(refusal(outcome.get(60, TimeUnit.SECONDS))).isInstanceOf(Refusal.Expired.class);
    assertThat(kafka.events()).isEmpty();
  }

  @Test
  void lost_offsets_change_nothing() throws Exception {
    kafka.start();
    var commands = new ArrayList<Submission>();
    for (var number = 0; number < 50; number++) {
      commands.add(now(Owner.of("owner-" + number % 7), "policy " + number));
      kafka.outcome(commands.getLast());
    }
    kafka.stop();
    var before = kafka.read(kafka.topics.policyEvents()).size();
    deleteOffsets();

    var again = kafka.start();
    kafka.outcome(now(ACME, "after"));
    for (var command : commands) {
      kafka.outcome(command);
    }

    assertThat(kafka.read(kafka.topics.policyEvents())).hasSize(before + 2);
    assertThat(kafka.events()).hasSize(before + 2);
    assertThat(again.counts().snapshot().get("Repeated")).isGreaterThanOrEqualTo(100);
  }

  private void deleteOffsets() throws Exception {
    var group = kafka.topics.deciderApplication();
    assertThat(new ConsumerGroup(kafka.clients, group).awaitEmpty(Duration.ofSeconds(30)))
        .isEmpty();
    try (var admin = kafka.clients.admin()) {
      admin.deleteConsumerGroups(List.of(group)).all().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_restart_goes_on_where_it_ended() throws Exception {
    kafka.start();
    kafka.outcome(now(ACME, "build"));
    kafka.stop();
    kafka.start();

    var outcome = kafka.outcome(now(ACME, "build"));

    assertThat(refusal(outcome)).isInstanceOf(Refusal.NameTaken.class);
    assertThat(kafka.outcome(now(ACME, "other")).verdict()).isInstanceOf(Done.class);
    assertThat(kafka.events()).hasSize(3);
  }

  @Test
  void sixty_four_at_a_time_are_all_decided_once() throws Exception {
    kafka.start();
    var outcomes = new ArrayList<CompletableFuture<Outcome>>();
    for (var number = 0; number < 2_000; number++) {
      outcomes.add(kafka.submit(now(Owner.of("owner-" + number % 64), "policy " + number)));
    }
    for (var outcome : outcomes) {
      assertThat(outcome.get(60, TimeUnit.SECONDS).verdict()).isInstanceOf(Done.class);
    }

    var events = kafka.events();

    assertThat(events).hasSize(2_064);
    assertThat(new HashSet<>(events.stream().map(each -> each.meta().id()).toList()))
        .hasSize(2_064);
  }

  private static Refusal refusal(Outcome outcome) {
    return switch (outcome.verdict()) {
      case Refused(var refusal) -> refusal;
      case Done done -> throw new AssertionError("Not refused: " + done);
    };
  }

  private static Submission now(Owner owner, String policy) {
    return ask(owner, creating(policy), Instant.now().plusSeconds(60));
  }
}
