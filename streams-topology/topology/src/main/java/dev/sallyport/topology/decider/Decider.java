package dev.sallyport.topology.decider;

import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.stores.BoundedRocksDb;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decider of one instance: runs the topology, and says how it is. Thread-safe.
 *
 * <p>Two instances share the partitions between them; each partition has one decider at a time.
 */
public final class Decider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);
  private static final Duration TO_CLOSE = Duration.ofSeconds(8);
  private static final int COMMIT_MILLIS = 25;
  private static final int POLL_MILLIS = 5;

  private final DeciderHealth health = new DeciderHealth();
  private final DeciderCounts counts = new DeciderCounts();
  private final Replacements replacements = new Replacements();
  private final AtomicReference<@Nullable String> lastFailure = new AtomicReference<>();
  private final InstantSource clock;
  private final KafkaStreams streams;
  private final Generation generation;

  /**
   * Makes a decider that has not started.
   *
   * @param encoder knows the ids of all event schemas: no registry is needed from here on
   * @param clock what a command's not-after is held against
   */
  public Decider(
      KafkaClients clients,
      Topics topics,
      EventEncoder encoder,
      DeciderSettings settings,
      InstantSource clock) {
    this.clock = clock;
    var backlog = new Backlog(clock);
    var deciding = new Deciding(encoder, settings.partitions(), clock, health, counts, backlog);
    this.generation = new Generation(clients, topics, settings.folder());
    this.streams =
        new KafkaStreams(
            DeciderTopology.build(topics, deciding),
            clients.streams(properties(topics, settings, backlog)));
    streams.setUncaughtExceptionHandler(this::died);
  }

  /**
   * Starts, and returns before any command is decided.
   *
   * @throws Generation.HalfRebuilt if a rebuild of the state began and did not end
   */
  public void start() {
    if (generation.isNew()) {
      LOG.info("The state was rebuilt; the stores on this machine are read anew");
      streams.cleanUp();
      generation.keep();
    }
    streams.start();
  }

  /** Stops in order, within eight seconds; what was being decided is done or undone as a whole. */
  @Override
  public void close() {
    if (!streams.close(TO_CLOSE)) {
      LOG.warn("The decider did not stop within {}", TO_CLOSE);
    }
  }

  /** Partitions that have stopped deciding. */
  public DeciderHealth health() {
    return health;
  }

  public DeciderCounts counts() {
    return counts;
  }

  /** Whether it decides: running, or about to after partitions moved. */
  public boolean running() {
    return switch (streams.state()) {
      case RUNNING, REBALANCING -> true;
      case CREATED, PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
    };
  }

  /** What Kafka Streams calls the state it is in. */
  public KafkaStreams.State state() {
    return streams.state();
  }

  /** Why a thread last died; null if none has. */
  public @Nullable String lastFailure() {
    return lastFailure.get();
  }

  private StreamThreadExceptionResponse died(Throwable why) {
    lastFailure.set(String.valueOf(why));
    var delay = delay(clock.instant());
    if (delay == null) {
      LOG.error(
          "More than {} deciding threads died within {}; the decider stops",
          Replacements.MOST,
          Replacements.WITHIN,
          why);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("A deciding thread died; another takes its place in {}", delay, why);
    try {
      Thread.sleep(delay);
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private @Nullable Duration delay(Instant now) {
    synchronized (replacements) {
      return replacements.after(now).orElse(null);
    }
  }

  private static Map<String, ?> properties(
      Topics topics, DeciderSettings settings, Backlog backlog) {
    var properties = new HashMap<String, Object>(fixed(topics, settings));
    backlog
        .consumerConfig()
        .forEach((key, value) -> properties.put(StreamsConfig.mainConsumerPrefix(key), value));
    return properties;
  }

  private static Map<String, ?> fixed(Topics topics, DeciderSettings settings) {
    return Map.ofEntries(
        Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, topics.deciderApplication()),
        Map.entry(StreamsConfig.STATE_DIR_CONFIG, settings.folder().resolve("stores").toString()),
        Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
        Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads()),
        Map.entry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys()),
        // The decider asks for its commits; these are for when it did not. A thread waits so long
        // for records before it looks whether to commit: a longer poll would hold commits back.
        Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS),
        Map.entry(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS),
        Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0),
        Map.entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class),
        Map.entry(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false),
        // The commit sends what is there, whatever the linger, and should send it all in one
        // request: batches that follow a transaction's first one into a partition before that is
        // answered are turned away, and wait for their retry.
        Map.entry(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), COMMIT_MILLIS),
        Map.entry(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10),
        Map.entry(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5),
        // How long readers of its partitions are held back by an instance that was killed.
        Map.entry(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 5_000),
        // A command that was there before any offset was committed must be answered, not skipped;
        // what was decided before is remembered.
        Map.entry(
            StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest"),
        // With an id that outlives the process a restart takes its partitions back at once; without
        // it would wait until its former self had missed its heartbeats.
        Map.entry(
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
            InstanceId.of(settings.folder())),
        Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000),
        Map.entry(
            StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500));
  }
}
