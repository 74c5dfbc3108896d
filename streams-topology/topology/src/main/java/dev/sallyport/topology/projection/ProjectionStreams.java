package dev.sallyport.topology.projection;

import dev.sallyport.topology.stores.BoundedRocksDb;
import dev.sallyport.topology.topics.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** An application of Kafka Streams that projects topics into a store, as one instance runs it. */
public final class ProjectionStreams implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaStreams streams;
  private final Supervision supervision;
  private final Stops stops;

  /**
   * Starts nothing yet.
   *
   * @param what it projects, as logs call it
   * @param application id of its consumer group, and part of its changelogs' names
   * @param own what it sets besides, or otherwise
   */
  public ProjectionStreams(
      String what,
      String application,
      Topology topology,
      KafkaClients clients,
      ProjectionSettings settings,
      Map<String, Object> own,
      Stops stops) {
    var config = config(application, settings);
    config.putAll(own);
    this.stops = stops;
    this.supervision = new Supervision(what);
    this.streams =
        new KafkaStreams(topology, clients.streams(config), new ProjectionClients(stops));
    streams.setUncaughtExceptionHandler(supervision);
  }

  private static Map<String, Object> config(String application, ProjectionSettings settings) {
    var config = new HashMap<String, Object>();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
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

  /** Returns at once. */
  public void start() {
    streams.start();
  }

  /** Deletes the databases, before the start. */
  public void cleanUp() {
    streams.cleanUp();
  }

  /**
   * A partition of a store. Throws {@link
   * org.apache.kafka.streams.errors.InvalidStateStoreException} while it cannot be asked here.
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
            .withPartition(partition));
  }

  public boolean running() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** As Kafka Streams calls it. */
  public String state() {
    return streams.state().name();
  }

  /** Partitions that are read no further; all others go on. */
  public List<Stop> stops() {
    return stops.all();
  }

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
}
