package dev.sallyport.topology.history;

import static dev.sallyport.topology.WrittenEvents.blocking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.WrittenEvents.Written;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.history.History.AuditFilter;
import dev.sallyport.topology.history.History.Reached;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectingOnABrokerIT extends HistoryContract {
  private static final int PARTITIONS = 2;
  private static final AtomicInteger OWNERS = new AtomicInteger();

  private static @TempDir Path state;
  private static KafkaClients clients;
  private static Topics topics;
  private static SchemaIds ids;
  private static Producer<byte[], byte[]> producer;
  private static HistoryApplication application;

  private Owner owner;

  @BeforeAll
  static void start() {
    clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
    topics = new Topics(KafkaUnderTest.fresh("history") + ".");
    new TopicDeclarations(clients, topics, new TopicSettings(true, PARTITIONS, (short) 0)).ensure();
    ids = idsInMemory();
    producer = clients.producer("test", Duration.ofSeconds(20));
    application = application(state);
    application.start();
  }

  private static HistoryApplication application(Path directory) {
    return new HistoryApplication(
        clients, topics, PARTITIONS, ids, ProjectionSettings.onOneMachine(directory));
  }

  private static void restart() {
    application.close();
    application = application(state);
    application.start();
    awaitReady();
  }

  @AfterAll
  static void stop() {
    application.close();
    producer.close();
  }

  @BeforeEach
  void useAnOwnerOfItsOwn() {
    owner = ownerOn(1);
    // A history that has just started is not ready at once.
    awaitReady();
  }

  private static Owner ownerOn(int partition) {
    while (true) {
      var owner = Owner.of("Acme-" + OWNERS.incrementAndGet());
      if (OwnerPartition.of(owner, PARTITIONS) == partition) {
        return owner;
      }
    }
  }

  private static void awaitReady() {
    await(() -> application.history().ready());
  }

  private static void await(BooleanSupplier condition) {
    var until = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("within %s: %s", LONG, application.health())
          .isLessThan(until);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  History history() {
    return application.history();
  }

  @Override
  Owner owner() {
    return owner;
  }

  @Override
  SchemaIds ids() {
    return ids;
  }

  @Override
  void take(Written event) {
    write(producer, event);
  }

  private static void write(Producer<byte[], byte[]> with, Written event) {
    var _ =
        with.send(
            OwnerPartition.record(topics.policyEvents(), event.owner(), event.value(), PARTITIONS));
  }

  private void awaitReached(Owner whose, long sequence) {
    assertThat(history().reached(whose, sequence, LONG).toCompletableFuture().join())
        .isEqualTo(new Reached(sequence, true));
  }

  @Test
  void derives_the_same_again_after_a_reset(@TempDir Path elsewhere) {
    var events = events();
    events.done(new CreatePolicy(BUILD, blocking("a.example:443")));
    events.all().forEach(this::take);
    awaitReached(owner, 2);
    var before = history().audit(owner, AuditFilter.ALL, null, 10);
    try (var second = application(elsewhere)) {
      assertThatExceptionOfType(HistoryReset.InUse.class).isThrownBy(second::reset);
    }

    application.close();
    application = application(state);
    application.reset();
    application.start();
    awaitReady();

    awaitReached(owner, 2);
    assertThat(history().audit(owner, AuditFilter.ALL, null, 10)).isEqualTo(before);
  }

  @Test
  void keeps_what_it_has_over_a_restart() {
    var events = events();
    events.done(new CreatePolicy(BUILD, blocking("a.example:443"))).forEach(this::take);
    awaitReached(owner, 2);
    events.done(new DeletePolicy(BUILD, null)).forEach(this::take);
    restart();
    awaitReached(owner, 3);
    assertThat(history().policy(owner, BUILD, null, 10).entries()).hasSize(2);
  }

  @Test
  void sees_nothing_of_an_aborted_transaction() {
    var aborted = new WrittenEvents(EventEncoder.registered(ids), owner);
    aborted.done(new CreatePolicy(BUILD, blocking("never.example:443")));
    var events = events();
    events.done(new CreatePolicy(OTHER, blocking("a.example:443")));
    try (var transaction = clients.transactionalProducer(KafkaUnderTest.fresh("aborting"))) {
      transaction.initTransactions();
      transaction.beginTransaction();
      aborted.all().forEach(event -> write(transaction, event));
      transaction.flush();
      transaction.abortTransaction();
      transaction.beginTransaction();
      events.all().forEach(event -> write(transaction, event));
      transaction.commitTransaction();
    }
    awaitReached(owner, 2);
    assertThat(history().policy(owner, BUILD, null, 10).entries()).isEmpty();
    assertThat(history().policy(owner, OTHER, null, 10).entries()).hasSize(1);
    assertThat(application.health().stops()).isEmpty();
  }

  @Test
  void stops_one_partition_alone_and_goes_on_there_once_it_is_started_anew() {
    var poisoned = ownerOn(0);
    var events = new WrittenEvents(EventEncoder.registered(ids), poisoned);
    events.done(new CreatePolicy(BUILD, blocking("a.example:443")));
    events.done(new DeletePolicy(BUILD, null));
    var all = events.all();
    take(all.get(0));
    take(all.get(2));
    await(() -> !application.health().stops().isEmpty());

    var others = events();
    others.done(new CreatePolicy(BUILD, blocking("a.example:443"))).forEach(this::take);
    awaitReached(owner, 2);
    await(() -> sequence(poisoned) == 1);
    assertThat(application.health().stops())
        .singleElement()
        .satisfies(stop -> assertThat(stop.reason()).contains("sequence 3").contains("follows 1"));
    assertThat(history().event(poisoned, 1)).isEqualTo(all.get(0).event());
    assertThat(history().event(poisoned, 3)).isNull();

    // The record is still the first one to be read: it was never skipped.
    restart();
    await(() -> !application.health().stops().isEmpty() && sequence(poisoned) == 1);
    forgetThePoison();
  }

  private long sequence(Owner whose) {
    return history().reached(whose, 2, Duration.ZERO).toCompletableFuture().join().sequence();
  }

  // The other tests need topics without it.
  private static void forgetThePoison() {
    stop();
    start();
  }
}
