package dev.sallyport.topology.projection;

import dev.sallyport.topology.stores.BoundedRocksDb;
import dev.sallyport.topology.topics.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** An application of Kafka Streams that projects topics into a store, as one instance runs it. */
public final class ProjectionStreams implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaStreams streams;
  private final Supervision supervision;
  private final Stops stops;
  private final String what;
  private final Optional<Fleet> fleet;

  /**
   * Starts nothing yet.
   *
   * @param what it projects, as logs and other instances call it
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
    this.what = what;
    this.fleet = settings.fleet();
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
        .fleet()
        .ifPresent(fleet ->
            config.put(
                StreamsConfig.APPLICATION_SERVER_CONFIG,
                fleet.here().host() + ":" + fleet.here().port()));
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
   * A partition of a store, wherever it is. Throws {@link InvalidStateStoreException} while it
   * cannot be asked.
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
    var holder = elsewhere(name, partition);
    return holder == null ? here(name, partition) : new RemoteRows(holder);
  }

  /** Whether this instance holds a partition, as far as it knows. */
  public boolean holds(String name, int partition) {
    return elsewhere(name, partition) == null;
  }

  /**
   * Answers another instance, of what is here alone: so no question goes round in circles. Throws
   * {@link InvalidStateStoreException} if it is not here.
   */
  public byte[] answer(String name, int partition, RowQuestion question) {
    try {
      return RowPage.of(here(name, partition), question).encode();
    } catch (IllegalStateException e) { // it has ended, and nothing is here
      throw new InvalidStateStoreException("The projection is " + state(), e);
    }
  }

  /**
   * A partition of a store that this instance holds. Throws {@link InvalidStateStoreException} for
   * another, when it is asked.
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> here(String name, int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
            .withPartition(partition));
  }

  /** Null where the partition is here, or nobody is known to hold it. */
  private RemoteRows.@Nullable Asking elsewhere(String name, int partition) {
    if (fleet.isEmpty()) {
      return null;
    }
    var holder = holder(name, partition);
    if (holder == null || holder.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      return null;
    }
    var there = holder.activeHost();
    if (there.equals(fleet.get().here()) || there.equals(HostInfo.unavailable())) {
      return null;
    }
    var others = fleet.get().others();
    return question -> others.ask(there, what, partition, question);
  }

  private @Nullable KeyQueryMetadata holder(String name, int partition) {
    StreamPartitioner<String, Object> asked = (_, _, _, _) -> Optional.of(Set.of(partition));
    try {
      return streams.queryMetadataForKey(name, "", asked);
    } catch (IllegalStateException e) {
      return null; // it has not begun, or has ended
    }
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
