package dev.sallyport.topology.history;

import static dev.sallyport.topology.WrittenEvents.blocking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.history.EventType;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.WrittenEvents.Written;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.history.History.AuditFilter;
import dev.sallyport.topology.projection.Stops;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectingEventsTest extends HistoryContract {
  private static final String TOPIC = "policy-events";
  private static final int MAX_READ = 40;

  private static final RegistrySettings NO_REGISTRY =
      RegistrySettings.from(
          Map.of("schema.registry.url", "http://127.0.0.1:1", "max.retries", "0"));

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final SchemaIds ids = SchemaIds.inMemory(registry);
  private final EventDecoder decoder = new EventDecoder(ids);
  private final Progress progress = new Progress();
  private final Stops stops = new Stops();
  private @TempDir Path state;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> topic;

  @BeforeEach
  void start() {
    start(decoder);
  }

  private void start(EventDecoder with) {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "history");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(HistoryTopology.build(TOPIC, with, progress, stops), config);
    topic = driver.createInputTopic(TOPIC, new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private final class Stores implements HistoryStores {
    @Override
    public boolean isHere(Owner owner) {
      return true;
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> of(Owner owner) {
      return store();
    }

    @Override
    public boolean ready() {
      return true;
    }
  }

  @Override
  History history() {
    return new StreamsHistory(new Stores(), decoder, progress, MAX_READ);
  }

  @Override
  Owner owner() {
    return Owner.of("Acme");
  }

  @Override
  SchemaIds ids() {
    return ids;
  }

  @Override
  void take(Written event) {
    topic.pipeInput(event.owner().key(), event.value());
  }

  private List<Written> three() {
    var events = events();
    events.done(new CreatePolicy(BUILD, blocking("a.example:443")));
    events.done(new UpdatePolicy(BUILD, blocking("b.example:443"), null, null));
    return events.all();
  }

  /** A driver leaves nothing behind, so that what is on disk goes over by hand. */
  private void restart() {
    var rows = new ArrayList<KeyValue<Bytes, byte[]>>();
    try (var all = store().all()) {
      all.forEachRemaining(rows::add);
    }
    driver.close();
    start();
    store().putAll(rows);
  }

  private KeyValueStore<Bytes, byte[]> store() {
    return driver.getKeyValueStore(HistoryTopology.STORE);
  }

  private void assertStops(Runnable reading, String offset, String reason) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(StreamsException.class)
        .hasStackTraceContaining("Topic policy-events, partition 0, offset " + offset)
        .hasStackTraceContaining(reason);
    assertThat(stops.all()).hasSize(1);
    assertThat(stops.all().getFirst().reason()).contains(reason);
  }

  @Test
  void takes_an_event_in_once_however_often_it_comes() {
    var events = three();
    events.forEach(this::take);
    events.forEach(this::take);
    assertThat(history().audit(owner(), AuditFilter.ALL, null, 10).entries()).hasSize(3);
    assertThat(history().versions(owner(), BUILD, null, 10)).hasSize(2);
  }

  @Test
  void goes_on_where_it_was_when_it_is_started_again_in_the_middle() {
    var events = three();
    take(events.get(0));
    take(events.get(1));
    restart();
    // At least once: the last one before the end comes again.
    take(events.get(1));
    take(events.get(2));
    assertThat(history().audit(owner(), AuditFilter.ALL, null, 10).entries()).hasSize(3);
  }

  @Test
  void stops_at_a_gap() {
    var events = three();
    take(events.get(0));
    assertStops(() -> take(events.get(2)), "1", "sequence 3 of acme follows 1");
  }

  @Test
  void stops_at_another_event_of_a_sequence_it_has() {
    var events = three();
    events.forEach(this::take);
    var other = new WrittenEvents(EventEncoder.registered(ids), owner());
    other.done(new CreatePolicy(BUILD, blocking("evil.example:443")));
    assertStops(
        () -> take(other.all().get(1)), "3", "another event of sequence 2 of acme than the one");
  }

  @Test
  void stops_at_an_event_that_builds_on_another_past() {
    var events = three();
    events.forEach(this::take);
    var other = new WrittenEvents(EventEncoder.registered(ids), owner());
    other.done(new CreatePolicy(BUILD, blocking("evil.example:443")));
    other.done(new DeletePolicy(BUILD, null));
    other.done(new CreatePolicy(OTHER, blocking("evil.example:443")));
    assertStops(
        () -> take(other.all().get(3)), "3", "sequence 4 of acme does not build on the hash");
  }

  @Test
  void stops_at_what_is_no_event() {
    assertStops(() -> topic.pipeInput("acme", new byte[] {1, 2, 3}), "0", "cannot be read");
  }

  @Test
  void stops_at_an_event_under_another_owners_key() {
    var events = three();
    assertStops(
        () -> topic.pipeInput("other", events.getFirst().value()),
        "0",
        "an event of acme under the key other");
  }

  @Test
  void stops_at_a_record_without_value() {
    assertStops(() -> topic.pipeInput("acme", null), "0", "without key or value");
  }

  @Test
  void reads_a_bounded_number_of_events_for_one_page() {
    var events = events();
    events.done(new CreatePolicy(BUILD, blocking("a.example:443")));
    for (var i = 0; i < MAX_READ; i++) {
      events.done(update(i));
    }
    events.all().forEach(this::take);
    var created = new AuditFilter(null, EventType.POLICY_CREATED, null, null, null);
    var first = history().audit(owner(), created, null, 10);
    assertThat(first.entries()).isEmpty();
    assertThat(first.next()).isNotNull();
    var second = history().audit(owner(), created, first.next(), 10);
    assertThat(second.entries()).hasSize(1);
    assertThat(second.next()).isNull();
  }

  private static PolicyCommand update(int number) {
    return new UpdatePolicy(BUILD, blocking("host" + number + ".example:443"), null, null);
  }

  @Test
  void keeps_owners_apart_whose_names_begin_alike() {
    var shorter = new WrittenEvents(EventEncoder.registered(ids), Owner.of("ac"));
    shorter.done(new CreatePolicy(BUILD, blocking("a.example:443")));
    var all = new ArrayList<>(three());
    all.addAll(shorter.all());
    all.forEach(this::take);
    assertThat(history().audit(Owner.of("ac"), AuditFilter.ALL, null, 10).entries()).hasSize(2);
    assertThat(history().policy(owner(), BUILD, null, 10).entries()).hasSize(2);
  }

  @Test
  void reads_without_a_registry_what_it_knows_from_before(@TempDir Path folder) {
    var events = three();
    events.forEach(this::take);
    var file = folder.resolve("schema-ids.json");
    try (var nobody = new RegistryClient(NO_REGISTRY)) {
      // Known to this file are the ids that were registered with the same schemas.
      var registered = SchemaIds.keptIn(file, registry);
      var _ = EventEncoder.registered(registered);
      var kept = new EventDecoder(SchemaIds.keptIn(file, nobody));
      assertThat(asked(kept).event(owner(), 3)).isEqualTo(events.get(2).event());

      var unknown = new EventDecoder(SchemaIds.inMemory(nobody));
      assertThatExceptionOfType(HistoryUnavailable.class)
          .isThrownBy(() -> asked(unknown).event(owner(), 3));
    }
  }

  private History asked(EventDecoder with) {
    return new StreamsHistory(new Stores(), with, progress, MAX_READ);
  }

  @Test
  void waits_for_a_registry_that_is_away_and_stops_nothing() {
    var events = three();
    driver.close();
    try (var nobody = new RegistryClient(NO_REGISTRY)) {
      start(new EventDecoder(SchemaIds.inMemory(nobody)));
      assertThatThrownBy(() -> take(events.getFirst()))
          .hasCauseInstanceOf(RegistryException.Unavailable.class);
      assertThat(stops.all()).isEmpty();
    }
  }

  @Test
  void is_built_of_these_named_parts() {
    assertThat(HistoryTopology.build(TOPIC, decoder, progress, stops).describe().toString())
        .isEqualToIgnoringNewLines(
            """
            Topologies:
               Sub-topology: 0
                Source: policy-events (topics: [policy-events])
                  --> project
                Processor: project (stores: [history-rows])
                  --> none
                  <-- policy-events

            """);
  }
}
