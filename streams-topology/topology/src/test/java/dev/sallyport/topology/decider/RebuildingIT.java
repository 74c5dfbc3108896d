package dev.sallyport.topology.decider;

import static dev.sallyport.topology.decider.Asking.ACME;
import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.attaching;
import static dev.sallyport.topology.decider.Asking.creating;
import static dev.sallyport.topology.decider.Asking.named;
import static dev.sallyport.topology.decider.Asking.repositories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.maintenance.Rebuild;
import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.RebuildMark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildingIT {
  @TempDir Path folder;
  private DeciderOnKafka kafka;

  @BeforeEach
  void open() throws Exception {
    kafka =
        new DeciderOnKafka(
            KafkaUnderTest.bootstrapServers(), KafkaUnderTest.fresh("rebuilding"), folder);
    kafka.start();
    decided(ACME, creating("build"));
    decided(ACME, attaching("build", repositories(0, 30)));
    decided(ACME, creating("other"));
    decided(ACME, attaching("other", repositories(20, 25)));
    decided(ACME, new PolicyCommand.DeletePolicy(named("other"), null));
    decided(Owner.of("neighbour"), creating("build"));
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void a_running_decider_is_not_disturbed() {
    assertThatThrownBy(() -> rebuild().run()).hasMessageContaining("stop them first");
  }

  @Test
  void a_state_that_is_right_is_left_alone() {
    kafka.stop();

    assertThat(rebuild().run().differences()).isZero();
  }

  @Test
  void a_state_that_is_wrong_becomes_what_the_events_tell() throws Exception {
    kafka.stop();
    var right = kafka.state();
    overwrite(ACME, new BookKey.PolicyKey(named("build")), "wrong");
    overwrite(ACME, new BookKey.TotalsKey(), null);
    overwrite(ACME, new BookKey.TextKey(named("never was")), "too much");
    overwrite(Owner.of("nobody"), new BookKey.HeadKey(), "too much");
    assertThat(kafka.state()).isNotEqualTo(right);

    var result = rebuild().run();

    assertThat(kafka.state()).isEqualTo(right);
    // Three entries of the one owner and its head, and the head of the other.
    assertThat(result.differences()).isEqualTo(5);
    assertThat(rebuild().run().differences()).isZero();
  }

  @Test
  void a_decider_goes_on_from_the_rebuilt_state_whatever_its_disk_holds() throws Exception {
    kafka.stop();
    overwrite(ACME, new BookKey.TotalsKey(), "wrong");
    kafka.start();
    var refused = kafka.outcome(ask(ACME, creating("third"), soon())).verdict();
    assertThat(refused.toString()).contains("Stopped");
    kafka.stop();

    rebuild().run();
    kafka.start();

    assertThat(kafka.outcome(ask(ACME, creating("third"), soon())).verdict())
        .isInstanceOf(Done.class);
    kafka.events();
  }

  @Test
  void no_decider_starts_on_a_rebuild_that_began_and_did_not_end() {
    kafka.stop();
    new RebuildMark.Running(1).write(new InstallationRecord(kafka.clients, kafka.topics));

    assertThatThrownBy(() -> kafka.start()).isInstanceOf(Generation.HalfRebuilt.class);
    rebuild().run();
    kafka.stop();
    kafka.start();
  }

  private Rebuild rebuild() {
    return new Rebuild(
        kafka.clients,
        kafka.topics,
        kafka.decoder(),
        DeciderOnKafka.PARTITIONS,
        new Rebuild.Progress() {
          @Override
          public void folded(int partition, long offset) {}

          @Override
          public void compared(int partition, long differences) {}
        });
  }

  private void decided(Owner owner, PolicyCommand command) throws Exception {
    assertThat(kafka.outcome(ask(owner, command, soon())).verdict()).isInstanceOf(Done.class);
  }

  private void overwrite(Owner owner, BookKey key, @Nullable String value) throws Exception {
    try (var producer = kafka.clients.producer("overwriting", Duration.ofSeconds(30))) {
      producer
          .send(
              new ProducerRecord<>(
                  kafka.topics.policyState().name(),
                  OwnerPartition.of(owner, DeciderOnKafka.PARTITIONS),
                  new StateKey(owner, key).encode(),
                  value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(60);
  }
}
