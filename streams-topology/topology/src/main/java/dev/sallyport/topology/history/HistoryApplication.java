package dev.sallyport.topology.history;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.stores.BoundedRocksDb;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The projection of history and audit as it runs on one instance: at least once, and idempotent by
 * owner and sequence. It never writes to what it reads, and can be reset at any time.
 */
public final class HistoryApplication implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaStreams streams;
  private final Supervision supervision = new Supervision();
  private final Stops stops = new Stops();
  private final int partitions;
  private final HistoryReset reset;
  private final History history;

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
      HistorySettings settings) {
    this.partitions = partitions;
    var decoder = new EventDecoder(ids);
    var progress = new Progress();
    var topology = HistoryTopology.build(topics.policyEvents().name(), decoder, progress, stops);
    this.streams =
        new KafkaStreams(
            topology, clients.streams(config(topics, settings)), new HistoryClients(stops));
    streams.setUncaughtExceptionHandler(supervision);
    this.reset = new HistoryReset(clients, topics);
    this.history =
        new StreamsHistory(new LocalStores(), decoder, progress, StreamsHistory.MAX_READ);
  }

  private static Map<String, Object> config(Topics topics, HistorySettings settings) {
    var config = new HashMap<String, Object>();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.historyApplication());
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings
        .applicationServer()
        .ifPresent(server -> config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server));
    return config;
  }

  public History history() {
    return history;
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
    return new Health(history.ready(), streams.state().name(), stops.all());
  }

  /**
   * @param stops partitions that are read no further; all others go on
   */
  public record Health(boolean ready, String state, List<Stop> stops) {}

  /** Whether it has ended by itself, and for good: its last thread could not be replaced. */
  public boolean ended() {
    return switch (streams.state()) {
      case ERROR, NOT_RUNNING -> true;
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, PENDING_ERROR -> false;
    };
  }

  /** Stops within five seconds, or leaves it to the end of the process. */
  @Override
  public void close() {
    supervision.close();
    streams.close(CLOSING);
  }

  private final class LocalStores implements HistoryStores {
    @Override
    public boolean ready() {
      return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> of(Owner owner) {
      try {
        return streams.store(
            StoreQueryParameters.fromNameAndType(
                    HistoryTopology.STORE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                .withPartition(OwnerPartition.of(owner, partitions)));
      } catch (InvalidStateStoreException e) {
        throw new HistoryUnavailable(
            "The history of %s is not here now: the projection is %s."
                .formatted(owner, streams.state()),
            e);
      }
    }
  }
}
