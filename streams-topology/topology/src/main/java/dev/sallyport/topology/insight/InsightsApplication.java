package dev.sallyport.topology.insight;

import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.DetectionEncoder;
import dev.sallyport.topology.codec.TelemetryDecoder;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.projection.ProjectionStreams;
import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.projection.Stop;
import dev.sallyport.topology.projection.Stops;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The projections of telemetry as they run on one instance. Exactly once: a detection that is told
 * twice would be two messages to somebody, and a row that counted a call its baseline did not would
 * never be put right.
 */
public final class InsightsApplication implements AutoCloseable {
  /** What other instances call it. */
  public static final String NAME = "insights";

  private static final int COMMIT_MILLIS = 500;
  private static final int TRANSACTION_MILLIS = 60_000;
  // One report touches ten rows, and those of a job touch the same ones.
  private static final int CACHE_BYTES = 16 << 20;

  private final ProjectionStreams streams;
  private final int partitions;
  private final Insights insights;

  /**
   * Starts nothing yet.
   *
   * @param partitions how many the topics of telemetry have
   * @param ids the schemas it reads with; the registry is asked for unknown ones only
   */
  public InsightsApplication(
      KafkaClients clients,
      Topics topics,
      int partitions,
      SchemaIds ids,
      DetectionEncoder encoder,
      PolicyContents contents,
      Suppressions suppressions,
      InsightSettings settings,
      ProjectionSettings running) {
    this.partitions = partitions;
    var stops = new Stops();
    this.streams =
        new ProjectionStreams(
            NAME,
            topics.insightsApplication(),
            InsightsTopology.build(
                topics,
                new TelemetryDecoder(ids),
                encoder::encode,
                contents,
                suppressions,
                settings,
                stops),
            clients,
            running,
            Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                COMMIT_MILLIS,
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                CACHE_BYTES,
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                TRANSACTION_MILLIS),
            stops);
    this.insights = new StoredInsights(new Stores(), settings);
  }

  public Insights insights() {
    return insights;
  }

  /** Returns at once; {@link Insights#ready} tells when questions are answered. */
  public void start() {
    streams.start();
  }

  /** Why it does not go on; null if it does, as far as is known. */
  public @Nullable String problem() {
    List<Stop> stopped = streams.stops();
    if (!stopped.isEmpty()) {
      return "stopped: " + stopped;
    }
    return streams.ended() ? "has ended; another is about to be started" : null;
  }

  /** Whether it has ended by itself, and for good. */
  public boolean ended() {
    return streams.ended();
  }

  /** Stops within five seconds, or leaves it to the end of the process. */
  @Override
  public void close() {
    streams.close();
  }

  /** Answers another instance; throws {@link InvalidStateStoreException} for what is not here. */
  public byte[] answer(int partition, RowQuestion question) {
    return streams.answer(InsightsTopology.STORE, partition, question);
  }

  private final class Stores implements InsightStores {
    @Override
    public int partitions() {
      return partitions;
    }

    @Override
    public boolean ready() {
      return streams.running();
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> of(int partition) {
      try {
        return streams.store(InsightsTopology.STORE, partition);
      } catch (InvalidStateStoreException | IllegalStateException e) {
        throw new InsightsUnavailable(
            "What jobs reported cannot be asked now: the projection is %s."
                .formatted(streams.state()),
            e);
      }
    }
  }
}
