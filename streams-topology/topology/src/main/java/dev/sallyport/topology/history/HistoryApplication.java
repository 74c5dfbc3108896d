package dev.sallyport.topology.history;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.projection.ProjectionStreams;
import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.projection.Stop;
import dev.sallyport.topology.projection.Stops;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The projection of history and audit as it runs on one instance: at least once, and idempotent by
 * owner and sequence. It never writes to what it reads, and can be reset at any time.
 */
public final class HistoryApplication implements AutoCloseable {
  /** What other instances call it. */
  public static final String NAME = "history";

  private final ProjectionStreams streams;
  private final int partitions;
  private final HistoryReset reset;
  private final History history;
  private final History here;

  /**
   * Starts nothing yet.
   *
   * @param partitions how many {@code policy-events} has
   * @param ids the schemas it reads with; the registry is asked for unknown ones only
   */
  public HistoryApplication(
      KafkaClients clients,
      Topics topics,
      int partitions,
      SchemaIds ids,
      ProjectionSettings settings) {
    this.partitions = partitions;
    var decoder = new EventDecoder(ids);
    var progress = new Progress();
    var stops = new Stops();
    this.streams =
        new ProjectionStreams(
            NAME,
            topics.historyApplication(),
            HistoryTopology.build(topics.policyEvents().name(), decoder, progress, stops),
            clients,
            settings,
            Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.AT_LEAST_ONCE,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                1_000),
            stops);
    this.reset = new HistoryReset(clients, topics);
    this.history = history(streams::store, decoder, progress);
    this.here = history(streams::here, decoder, progress);
  }

  public History history() {
    return history;
  }

  private History history(
      BiFunction<String, Integer, ReadOnlyKeyValueStore<Bytes, byte[]>> rows,
      EventDecoder decoder,
      Progress progress) {
    return new StreamsHistory(new Stores(rows), decoder, progress, StreamsHistory.MAX_READ);
  }

  /**
   * What this instance holds, and nothing else: for whoever must not wait for another instance, as
   * what runs on a thread of Kafka Streams.
   */
  public History here() {
    return here;
  }

  /** Returns at once; {@link History#ready} tells when questions are answered. */
  public void start() {
    streams.start();
  }

  /**
   * Forgets all that was projected, so that the next start reads every event again. Only before
   * {@link #start}, and only while no other instance runs.
   *
   * @throws HistoryReset.InUse if one does
   */
  public void reset() {
    reset.run();
    streams.cleanUp();
  }

  /** How the projection is. */
  public Health health() {
    return new Health(history.ready(), streams.state(), streams.stops());
  }

  /**
   * @param stops partitions that are read no further; all others go on
   */
  public record Health(boolean ready, String state, List<Stop> stops) {}

  /** Whether it has ended by itself, and for good: its last thread could not be replaced. */
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
    return streams.answer(HistoryTopology.STORE, partition, question);
  }

  private final class Stores implements HistoryStores {
    private final BiFunction<String, Integer, ReadOnlyKeyValueStore<Bytes, byte[]>> rows;

    private Stores(BiFunction<String, Integer, ReadOnlyKeyValueStore<Bytes, byte[]>> rows) {
      this.rows = rows;
    }

    @Override
    public boolean isHere(Owner owner) {
      return streams.holds(HistoryTopology.STORE, OwnerPartition.of(owner, partitions));
    }

    @Override
    public boolean ready() {
      return streams.running();
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> of(Owner owner) {
      try {
        return rows.apply(HistoryTopology.STORE, OwnerPartition.of(owner, partitions));
      } catch (InvalidStateStoreException | IllegalStateException e) {
        throw new HistoryUnavailable(
            "The history of %s cannot be asked now: the projection is %s."
                .formatted(owner, streams.state()),
            e);
      }
    }
  }
}
