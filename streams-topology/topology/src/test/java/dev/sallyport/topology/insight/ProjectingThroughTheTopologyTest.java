package dev.sallyport.topology.insight;

import static dev.sallyport.topology.insight.Reported.APP;
import static dev.sallyport.topology.insight.Reported.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.WireFormatReader;
import dev.sallyport.topology.codec.DetectionEncoder;
import dev.sallyport.topology.codec.TelemetryDecoder;
import dev.sallyport.topology.codec.TelemetryEncoder;
import dev.sallyport.topology.projection.Stops;
import dev.sallyport.topology.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectingThroughTheTopologyTest {
  private static final Topics TOPICS = new Topics("");
  private static final InsightSettings SETTINGS = InsightSettings.of(3);

  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final TelemetryEncoder encoder = TelemetryEncoder.registered(ids);
  private final DetectionEncoder detections = DetectionEncoder.registered(ids);
  private final Stops stops = new Stops();
  private @TempDir Path state;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> runs;
  private TestInputTopic<String, byte[]> network;
  private TestOutputTopic<String, byte[]> told;

  @BeforeEach
  void start() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "insights");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    var topology =
        InsightsTopology.build(
            TOPICS,
            new TelemetryDecoder(ids),
            detections::encode,
            (_, _, _) -> null,
            _ -> null,
            SETTINGS,
            stops);
    driver = new TopologyTestDriver(topology, config, Reported.NOON);
    runs = input(TOPICS.runEvents().name());
    network = input(TOPICS.networkEvents().name());
    told =
        driver.createOutputTopic(
            TOPICS.detections().name(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  private TestInputTopic<String, byte[]> input(String topic) {
    return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private KeyValueStore<Bytes, byte[]> store() {
    return driver.getKeyValueStore(InsightsTopology.STORE);
  }

  private Insights insights() {
    return new StoredInsights(
        new InsightStores() {
          @Override
          public int partitions() {
            return 1;
          }

          @Override
          public ReadOnlyKeyValueStore<Bytes, byte[]> of(int partition) {
            return store();
          }

          @Override
          public boolean ready() {
            return true;
          }
        },
        SETTINGS);
  }

  private void take(TelemetryEvent... events) {
    for (var event : events) {
      var topic =
          switch (event) {
            case TelemetryEvent.JobMonitored _,
                TelemetryEvent.PolicyLookedUp _,
                TelemetryEvent.ProcessDetected _,
                TelemetryEvent.DetectionResolved _ ->
                runs;
            case TelemetryEvent.NameResolved _, TelemetryEvent.ConnectionSeen _ -> network;
          };
      topic.pipeInput(event.repository().key(), encoder.encode(event), event.received());
    }
  }

  @Test
  void tells_a_detection_once_in_the_format_of_the_registry() {
    var job = job("1");
    take(job.lookedUp(), job.monitored(), job.dropped("evil.example"), job.dropped("evil.example"));
    var records = told.readKeyValuesToList();
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().key).isEqualTo("acme/app");
    assertThat(new WireFormatReader(ids).read(records.getFirst().value))
        .isInstanceOfSatisfying(
            DetectionFound.class, found -> assertThat(found.getHost()).isEqualTo("evil.example"));
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

  @Test
  void goes_on_after_a_restart_in_the_middle_of_a_job() {
    var job = job("1");
    take(job.monitored(), job.connected("github.com"));
    restart();
    take(job.connected("npm.example"), job.lookedUp(), job.connected("github.com"));
    assertThat(endpoints()).containsExactly("github.com:443", "npm.example:443");
    assertThat(insights().baseline(new BaselineScope.OfRepository(APP), null).endpoints())
        .allMatch(each -> each.calls() == 1);
  }

  @Test
  void forgets_what_was_not_touched_for_long() {
    var job = job("1");
    take(job.lookedUp(), job.monitored(), job.connected("github.com"));
    driver.advanceWallClockTime(Duration.ofDays(31));
    assertThat(insights().run(APP, new RunId("1"))).isNull();
    assertThat(endpoints()).containsExactly("github.com:443");
    driver.advanceWallClockTime(Duration.ofDays(60));
    assertThat(endpoints()).isEmpty();
  }

  @Test
  void stops_at_what_it_cannot_read() {
    assertThatThrownBy(() -> runs.pipeInput("acme/app", new byte[] {1, 2, 3}))
        .isInstanceOf(StreamsException.class);
    assertThat(stops.all())
        .singleElement()
        .satisfies(stop -> assertThat(stop.toString()).contains("run-events", "cannot be read"));
  }

  @Test
  void stops_at_a_report_under_another_repositorys_key() {
    var event = job("1").monitored();
    assertThatThrownBy(() -> runs.pipeInput("acme/other", encoder.encode(event)))
        .isInstanceOf(StreamsException.class);
  }

  private List<String> endpoints() {
    return insights().baseline(new BaselineScope.OfRepository(APP), null).endpoints().stream()
        .map(each -> each.destination().toString())
        .toList();
  }
}
