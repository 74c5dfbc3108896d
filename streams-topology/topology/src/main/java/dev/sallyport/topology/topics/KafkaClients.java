package dev.sallyport.topology.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The one place where clients of Kafka are made: every consumer of ours sees committed records
 * only, and every producer writes each record once. A user's client properties (addresses,
 * credentials, TLS, buffers) are passed through; those that correctness rests on are refused.
 */
public final class KafkaClients {
  private static final Set<String> OURS =
      Set.of(
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          StreamsConfig.APPLICATION_ID_CONFIG,
          StreamsConfig.STATE_DIR_CONFIG);

  // For commands that arrive together to travel together (docs/decisions/0016).
  private static final int LINGER_MILLIS = 2;

  private static final Duration IDLE = Duration.ofDays(7);

  // An agent waits three seconds, and nobody waits for its answer.
  private static final int GATHERING_MILLIS = 10;

  private final Map<String, String> given;

  /**
   * @param given a user's client properties, {@code bootstrap.servers} among them
   * @throws IllegalArgumentException naming each property that is not the user's to set
   */
  public KafkaClients(Map<String, String> given) {
    var refused = new TreeSet<>(given.keySet());
    refused.removeIf(property -> OURS.stream().noneMatch(ours -> names(property, ours)));
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "Sallyport sets these Kafka properties itself: " + String.join(", ", refused));
    }
    if (!given.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalArgumentException("The Kafka properties name no bootstrap.servers");
    }
    this.given = Map.copyOf(given);
  }

  // Streams also takes them behind a prefix, such as main.consumer.
  private static boolean names(String property, String ours) {
    return property.equals(ours) || property.endsWith("." + ours);
  }

  /** Clients of a cluster that asks for no credentials. */
  public static KafkaClients of(String bootstrapServers) {
    return new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * A consumer without a group, for partitions that its owner assigns and seeks. It is told of a
   * position that is not there any more by an exception, and never moved to another.
   */
  public Consumer<byte[], byte[]> consumer(String clientId) {
    return consumer(
        Map.of(
            ConsumerConfig.CLIENT_ID_CONFIG,
            clientId,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none"));
  }

  /** A member of a group that starts with the earliest record and commits by itself. */
  public Consumer<byte[], byte[]> groupConsumer(String clientId, String group) {
    return consumer(
        Map.of(
            ConsumerConfig.CLIENT_ID_CONFIG,
            clientId,
            ConsumerConfig.GROUP_ID_CONFIG,
            group,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest"));
  }

  private Consumer<byte[], byte[]> consumer(Map<String, String> more) {
    var config = given();
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, readCommitted());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // A broker that makes topics by itself would make one that is only asked for, and divide it as
    // it likes.
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    config.putAll(more);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * A producer that writes each record once and in order.
   *
   * @param within how long a record may be under way altogether, {@code send} and delivery: shorter
   *     than a command's not-after, so that what was not delivered by then never is
   */
  public Producer<byte[], byte[]> producer(String clientId, Duration within) {
    return producer(timed(clientId, within, LINGER_MILLIS));
  }

  /**
   * The same for many small records that come from everywhere: they wait a moment for others to
   * travel with, and what waits takes so much memory and no more.
   *
   * @param bytes of records that are not acknowledged yet; {@code send} waits when they are used up
   */
  public Producer<byte[], byte[]> gatheringProducer(String clientId, Duration within, int bytes) {
    var config = timed(clientId, within, GATHERING_MILLIS);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(bytes));
    // Where a topic's partitions are is forgotten when nothing is sent for so long, five minutes by
    // default; the next send would wait to learn it.
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, String.valueOf(IDLE.toMillis()));
    return producer(config);
  }

  private static Map<String, String> timed(String clientId, Duration within, int linger) {
    var half = within.toMillis() / 2;
    var config = new HashMap<String, String>();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(half));
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(half));
    config.put(ProducerConfig.LINGER_MS_CONFIG, String.valueOf(linger));
    // Lingering and asking once must fit into the delivery: Kafka refuses it otherwise.
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(half - linger));
    return config;
  }

  /** A producer whose records are seen together or not at all; a second of its id fences it. */
  public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
    return producer(
        Map.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            transactionalId,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId));
  }

  private Producer<byte[], byte[]> producer(Map<String, String> more) {
    var config = given();
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    config.putAll(more);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public Admin admin() {
    return Admin.create(given());
  }

  /**
   * Properties of a Streams application. Its consumers read committed records only: under
   * exactly-once by themselves, otherwise because this says so.
   *
   * @param own what this application sets, over what the user gave
   */
  public Properties streams(Map<String, ?> own) {
    var properties = new Properties();
    properties.putAll(given);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), readCommitted());
    properties.put(
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
        readCommitted());
    properties.put(
        StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), readCommitted());
    properties.putAll(own);
    return properties;
  }

  private Map<String, Object> given() {
    return new HashMap<>(given);
  }

  private static String readCommitted() {
    return IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT);
  }
}
