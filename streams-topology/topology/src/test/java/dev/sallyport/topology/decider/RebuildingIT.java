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
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.maintenance.Rebuild;
import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.RebuildMark;
import dev.sallyport.topology.verify.Verdict.Sound;
import dev.sallyport.topology.view.ChangelogView;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.Soon;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  void an_owner_that_cannot_be_read_is_served_again_by_old_and_new_instances() throws Exception {
    kafka.stop();
    try (var old = view()) {
      overwrite(ACME, new BookKey.PolicyKey(named("build")), "poison");
      overwrite(ACME, bytes("acme/?/of another version"), bytes("poison"));
      overwrite(ACME, bytes("no key at all"), bytes("poison"));
      overwrite(Owner.of("nobody"), new BookKey.HeadKey(), "poison");
      Soon.is("three are condemned", () -> old.health().condemned().size() == 3);
      try (var fresh = view()) {
        assertThat(fresh.lookUp(job(ACME))).isInstanceOf(Found.Unknown.class);
        assertThat(fresh.lookUp(job(Owner.of("neighbour")))).isNotInstanceOf(Found.Unknown.class);

        rebuild().run();

        healed(old);
        healed(fresh);
      }
    }
    try (var fresh = view()) {
      healed(fresh);
    }
    assertThat(kafka.verdict()).isInstanceOf(Sound.class);
    assertThat(rebuild().run().differences()).isZero();
  }

  // The changelog holds the right entry under each key, and no view has taken the last one in.
  @Test
  void an_owner_whose_state_no_head_follows_gets_its_head() throws Exception {
    kafka.stop();
    var right = kafka.read(kafka.topics.policyState());
    var text = new StateKey(ACME, new BookKey.TextKey(named("build"))).encode();
    overwrite(ACME, new BookKey.TextKey(named("build")), "poison");
    overwrite(ACME, text, last(right, text));
    assertThat(kafka.verdict().toString()).contains("the view cannot show this owner");

    assertThat(rebuild().run().differences()).isEqualTo(1);

    assertThat(kafka.verdict()).isInstanceOf(Sound.class);
  }

  private static void healed(ChangelogView view) {
    Soon.is("nobody is condemned", () -> view.health().condemned().isEmpty());
    assertThat(view.lookUp(job(ACME))).isInstanceOf(Found.Served.class);
    assertThat(view.lookUp(job(Owner.of("nobody")))).isInstanceOf(Found.Nothing.class);
  }

  private static Job job(Owner owner) {
    return new Job(owner, RepositoryName.of("repository-3"), null, null);
  }

  private static byte[] last(List<ConsumerRecord<byte[], byte[]>> records, byte[] key) {
    return records.stream()
        .filter(each -> Arrays.equals(each.key(), key))
        .reduce((_, later) -> later)
        .orElseThrow()
        .value();
  }

  private ChangelogView view() {
    var view =
        ChangelogView.start(
            kafka.clients, kafka.topics, (_, _) -> new byte[0], InstantSource.system());
    Soon.is("the view has caught up", () -> view.health().caughtUp());
    return view;
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
    overwrite(owner, new StateKey(owner, key).encode(), value == null ? null : bytes(value));
  }

  private void overwrite(Owner owner, byte[] key, byte @Nullable [] value) throws Exception {
    try (var producer = kafka.clients.producer("overwriting", Duration.ofSeconds(30))) {
      producer
          .send(
              new ProducerRecord<>(
                  kafka.topics.policyState().name(),
                  OwnerPartition.of(owner, DeciderOnKafka.PARTITIONS),
                  key,
                  value))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(300);
  }
}
