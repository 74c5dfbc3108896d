package dev.sallyport.topology.delivery;

import static dev.sallyport.topology.delivery.Played.ACME;
import static dev.sallyport.topology.delivery.Played.NOON;
import static dev.sallyport.topology.delivery.Played.TAKEN;
import static dev.sallyport.topology.delivery.Played.integration;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.delivery.Dispatch.Parcel;
import dev.sallyport.topology.delivery.Dispatch.Report;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryState;
import dev.sallyport.wire.DestinationState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningTheLedgerTest {
  private static final Topics TOPICS = new Topics("");
  private static final Path GOLDEN = Path.of("src/test/resources/delivery/topology.txt");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final WrittenEvents acme = new WrittenEvents(EventEncoder.registered(ids), ACME);
  private final FoundDetections detections = new FoundDetections(ids);
  private final LedgerGauges gauges = new LedgerGauges();
  private final FakeDispatch dispatch = new FakeDispatch();
  private @Nullable Consumer<Report> reports;
  private @TempDir Path state;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> events;
  private TestInputTopic<String, byte[]> found;
  private TestOutputTopic<String, byte[]> told;
  private TestOutputTopic<String, byte[]> dead;

  @BeforeEach
  void start() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "sinks");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(topology(), config, NOON);
    events = input(TOPICS.policyEvents().name());
    found = input(TOPICS.detections().name());
    told = output(TOPICS.deliveries().name());
    dead = output(TOPICS.deadLetters().name());
  }

  private Topology topology() {
    return DeliveryTopology.build(
        TOPICS,
        1,
        () ->
            new DeliveryProjection(
                TOPICS,
                new OccurrenceReader(ids),
                listening -> {
                  reports = listening;
                  return dispatch;
                },
                () -> NOON,
                () -> 1,
                gauges));
  }

  private TestInputTopic<String, byte[]> input(String topic) {
    return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<String, byte[]> output(String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private List<byte[]> happens(PolicyCommand command) {
    var values = new ArrayList<byte[]>();
    for (var written : acme.done(command)) {
      events.pipeInput(ACME.key(), written.value());
      values.add(written.value());
    }
    return values;
  }

  private Integration added(int number, Happening... about) {
    var integration = integration(number, about);
    happens(new PolicyCommand.AddIntegration(integration));
    return integration;
  }

  private List<Parcel> handed(Integration integration) {
    driver.advanceWallClockTime(SECOND);
    return dispatch.parcels(integration.id());
  }

  private void takes(Integration integration) {
    dispatch.answer(integration.id(), TAKEN, NOON).forEach(Objects.requireNonNull(reports));
    driver.advanceWallClockTime(SECOND);
  }

  @Test
  void names_of_operators_stores_and_topics_are_kept() throws IOException {
    var described = topology().describe().toString();

    if (Boolean.getBoolean("sallyport.update.golden")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, described);
    }
    assertThat(described).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void hands_over_an_event_as_it_was_written_and_tells_what_became_of_it() {
    happens(new PolicyCommand.AddOrganization());
    var integration = added(1);
    var written =
        happens(
            new PolicyCommand.CreatePolicy(
                PolicyName.of("ci"), WrittenEvents.blocking("a.example")));

    var parcel = handed(integration).getFirst();
    assertThat(parcel.value()).isEqualTo(written.getFirst());
    assertThat(parcel.type()).isEqualTo("dev.sallyport.events.PolicyCreated");
    assertThat(parcel.subject()).isEqualTo("ci");
    assertThat(parcel.topic()).isEqualTo("policy-events");
    takes(integration);
    var records = told.readKeyValuesToList();
    var delivery =
        records.stream()
            .filter(each -> each.key.equals("acme/" + integration.id() + "/0000000000000001"))
            .map(each -> SingleObject.decode(each.value, Delivery.class))
            .toList();
    assertThat(delivery.getLast().getState()).isEqualTo(DeliveryState.DELIVERED);
    var destination =
        records.stream().filter(each -> each.key.equals("acme/" + integration.id())).toList();
    assertThat(
            SingleObject.decode(destination.getLast().value, DestinationState.class).getDelivered())
        .isEqualTo(1);
    assertThat(gauges.all())
        .singleElement()
        .satisfies(gauge -> assertThat(gauge.delivered()).isEqualTo(1));
  }

  @Test
  void leaves_a_tombstone_of_an_integration_that_is_removed() {
    happens(new PolicyCommand.AddOrganization());
    var integration = added(1);
    driver.advanceWallClockTime(SECOND);
    happens(new PolicyCommand.RemoveIntegration(integration.id()));

    driver.advanceWallClockTime(SECOND);
    var last = told.readKeyValuesToList().getLast();
    assertThat(last.key).isEqualTo("acme/" + integration.id());
    assertThat(last.value).isNull();
    assertThat(gauges.all()).isEmpty();
  }

  @Test
  void sends_bytes_that_nobody_can_make_sense_of_to_the_dead_letters_and_reads_on() {
    happens(new PolicyCommand.AddOrganization());
    var integration = added(1);
    var nonsense = "nonsense".getBytes(UTF_8);
    events.pipeInput(ACME.key(), nonsense);
    events.pipeInput(new TestRecord<>(null, nonsense));
    found.pipeInput("acme/app", nonsense);
    detections.found(found, "acme", "app", false);

    assertThat(handed(integration)).hasSize(1);
    var records = dead.readRecordsToList();
    assertThat(records).hasSize(3);
    assertThat(records).allSatisfy(record -> assertThat(record.value()).isEqualTo(nonsense));
    assertThat(records.stream().map(TestRecord::key)).containsExactly("acme", "", "acme");
    assertThat(header(records.getFirst().headers(), "sallyport_topic")).isEqualTo("policy-events");
    assertThat(header(records.getFirst().headers(), "sallyport_offset")).isEqualTo("2");
    assertThat(header(records.getLast().headers(), "sallyport_topic")).isEqualTo("detections");
    assertThat(header(records.getLast().headers(), "sallyport_offset")).isEqualTo("0");
    assertThat(header(records.getLast().headers(), "sallyport_reason")).isNotEmpty();
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }

  @Test
  void passes_on_an_event_of_a_type_that_it_does_not_know_as_it_is() {
    happens(new PolicyCommand.AddOrganization());
    var everything = added(1, Happening.OTHER_CHANGE);
    var less = added(2, Happening.POLICY_CREATED);
    driver.advanceWallClockTime(SECOND);
    takes(everything);
    var unknown = new byte[] {0, 0, 0, 99, 99, 1, 2, 3};
    events.pipeInput(new TestRecord<>(ACME.key(), unknown, cloudEvent("2026-03-01T12:00:00Z")));
    events.pipeInput(new TestRecord<>(ACME.key(), unknown, cloudEvent("yesterday")));
    events.pipeInput(ACME.key(), unknown);

    assertThat(handed(everything))
        .singleElement()
        .satisfies(parcel -> {
          assertThat(parcel.value()).isEqualTo(unknown);
          assertThat(parcel.type()).isEqualTo("dev.sallyport.events.PolicyRenamed");
          assertThat(parcel.subject()).isEqualTo("ci");
          assertThat(parcel.happenedId()).isEqualTo("0123/45 67");
        });
    assertThat(handed(less)).isEmpty();
    assertThat(dead.readValuesToList()).containsExactly(unknown, unknown);
  }

  private static Headers cloudEvent(String time) {
    return new RecordHeaders()
        .add("ce_id", "0123/45 67".getBytes(UTF_8))
        .add("ce_type", "dev.sallyport.events.PolicyRenamed".getBytes(UTF_8))
        .add("ce_subject", "ci".getBytes(UTF_8))
        .add("ce_time", time.getBytes(UTF_8));
  }

  @Test
  void brings_detections_to_their_owners_integrations_and_none_that_a_rule_suppresses() {
    happens(new PolicyCommand.AddOrganization());
    var integration = added(1, Happening.BLOCKED_CALL);
    detections.found(found, "acme", "lib", true);
    var value = detections.found(found, "acme", "app", false);
    detections.found(found, "globex", "app", false);

    assertThat(handed(integration))
        .singleElement()
        .satisfies(parcel -> {
          assertThat(parcel.value()).isEqualTo(value);
          assertThat(parcel.topic()).isEqualTo("detections");
          assertThat(parcel.type()).isEqualTo("dev.sallyport.events.DetectionFound");
        });
    takes(integration);
    var records = told.readKeyValuesToList();
    assertThat(records.stream().filter(each -> each.key.endsWith("/0000000000000001")))
        .last()
        .satisfies(record -> {
          var delivery = SingleObject.decode(record.value, Delivery.class);
          assertThat(delivery.getOffset()).isEqualTo(1);
          assertThat(delivery.getSequence()).isNull();
        });
  }
}
