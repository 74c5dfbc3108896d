package dev.sallyport.topology.delivery;

import static dev.sallyport.topology.delivery.Played.ACME;
import static dev.sallyport.topology.delivery.Played.integration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.delivery.Dispatch.Errand;
import dev.sallyport.topology.delivery.Dispatch.Parcel;
import dev.sallyport.topology.delivery.Dispatch.Report;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Soon;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeliveringOnABrokerIT {
  private static final int PARTITIONS = 3;
  private static final Integration ALERTS = integration(1);

  private final KafkaClients clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
  private final Topics topics = new Topics(KafkaUnderTest.fresh("deliveries") + ".");
  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final WrittenEvents acme = new WrittenEvents(EventEncoder.registered(ids), ACME);
  private @TempDir Path state;

  /** Takes everything, or keeps it and says nothing. */
  private static final class Receiver implements Dispatch.Opening {
    final List<Parcel> parcels = new CopyOnWriteArrayList<>();
    private final boolean taking;

    Receiver(boolean taking) {
      this.taking = taking;
    }

    @Override
    public Dispatch open(Consumer<Report> reports) {
      return new Dispatch() {
        @Override
        public void hand(Errand errand) {
          for (var parcel : errand.parcels()) {
            parcels.add(parcel);
            if (taking) {
              reports.accept(
                  new Report.Tried(
                      errand.integration().id(),
                      List.of(parcel.number()),
                      "POST",
                      Played.TAKEN,
                      Played.NOON));
            }
          }
        }

        @Override
        public void recall(IntegrationId integration) {}

        @Override
        public void close() {}
      };
    }

    List<String> ids() {
      return parcels.stream().map(each -> each.id().digits()).toList();
    }

    List<String> subjects() {
      return parcels.stream().map(each -> String.valueOf(each.subject())).toList();
    }
  }

  @BeforeEach
  void make_topics() {
    var declarations =
        new TopicDeclarations(clients, topics, new TopicSettings(true, PARTITIONS, (short) 0));
    declarations.ensure();
    declarations.ensure(topics.telemetry(), PARTITIONS);
    declarations.ensure(topics.sinks(), PARTITIONS);
  }

  private DeliveryApplication application(String folder, Dispatch.Opening receiver) {
    return new DeliveryApplication(
        clients,
        topics,
        PARTITIONS,
        ids,
        receiver,
        // The events are of the spring: read now, they would be too old to be told.
        InstantSource.offset(
            InstantSource.system(), Duration.between(Instant.now(), WrittenEvents.START)),
        ProjectionSettings.onOneMachine(state.resolve(folder)));
  }

  private PolicyCommand created(String name) {
    return new PolicyCommand.CreatePolicy(PolicyName.of(name), WrittenEvents.blocking("a.example"));
  }

  private void write(Producer<byte[], byte[]> producer, List<WrittenEvents.Written> events) {
    for (var event : events) {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  topics.policyEvents().name(),
                  OwnerPartition.of(ACME, PARTITIONS),
                  OwnerPartition.key(ACME),
                  event.value()));
    }
  }

  private void written(PolicyCommand... commands) {
    try (var producer = clients.transactionalProducer(topics.prefix() + "writer")) {
      producer.initTransactions();
      producer.beginTransaction();
      for (var command : commands) {
        write(producer, acme.done(command));
      }
      producer.commitTransaction();
    }
  }

  private static void awaitDelivered(DeliveryApplication application, int deliveries) {
    Soon.is(
        deliveries + " are delivered",
        () ->
            application.gauges().all().stream()
                .anyMatch(each -> each.delivered() == deliveries && each.waiting() == 0));
  }

  @Test
  void what_was_under_way_at_a_restart_is_handed_over_again_and_what_was_settled_is_not() {
    written(new PolicyCommand.AddOrganization(), new PolicyCommand.AddIntegration(ALERTS));
    for (var i = 0; i < 20; i++) {
      written(created("policy " + i));
    }
    var silent = new Receiver(false);
    try (var first = application("one", silent)) {
      first.start();
      Soon.is("something is under way", () -> !silent.parcels.isEmpty());
    }
    // On another disk: all there is, is what Kafka keeps.
    var well = new Receiver(true);
    try (var second = application("two", well)) {
      second.start();
      awaitDelivered(second, 20);
    }
    assertThat(well.ids()).hasSize(20).doesNotHaveDuplicates().containsAll(silent.ids());
    assertThat(well.parcels.stream().map(Parcel::number)).isSorted();

    written(created("one more"));
    var again = new Receiver(true);
    try (var third = application("two", again)) {
      third.start();
      awaitDelivered(third, 21);
    }
    assertThat(again.subjects()).containsExactly("one more");
  }

  @Test
  void what_was_never_committed_is_never_delivered() {
    written(new PolicyCommand.AddOrganization(), new PolicyCommand.AddIntegration(ALERTS));
    var other = new WrittenEvents(EventEncoder.registered(ids), ACME);
    other.done(new PolicyCommand.AddOrganization());
    try (var producer = clients.transactionalProducer(topics.prefix() + "aborting")) {
      producer.initTransactions();
      producer.beginTransaction();
      write(producer, other.done(created("aborted")));
      producer.flush();
      producer.abortTransaction();
    }
    written(created("committed"));

    var well = new Receiver(true);
    try (var application = application("one", well)) {
      application.start();
      awaitDelivered(application, 1);
    }
    assertThat(well.subjects()).containsExactly("committed");
  }
}
