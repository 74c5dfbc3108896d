package dev.sallyport.topology;

import dev.sallyport.local.LocalKafka;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The broker on which the integration tests of this JVM run: one for all of them, so that topics
 * need names of their own ({@link #fresh}). It ends with the JVM.
 *
 * <p>The system property {@value #PROPERTY} is {@code auto} (a container where Docker is available,
 * else the broker of {@code services/local-kafka}), {@code local} or {@code container}; what is
 * forced and absent is a failure. Tests that kill the broker start a {@link LocalKafka} of their
 * own.
 */
public final class KafkaUnderTest {
  static final String PROPERTY = "sallyport.test.kafka";

  private static final String IMAGE = "apache/kafka:4.1.1";
  private static final AtomicInteger NAMES = new AtomicInteger();

  private KafkaUnderTest() {}

  /** For {@code bootstrap.servers}; starts the broker when it is asked first. */
  public static String bootstrapServers() {
    return Shared.BOOTSTRAP_SERVERS;
  }

  /** A name that no other test of this JVM uses, for topics, groups and application ids. */
  public static String fresh(String name) {
    return name + "-" + NAMES.incrementAndGet();
  }

  private static final class Shared {
    static final String BOOTSTRAP_SERVERS =
        start(
            Choice.of(
                System.getProperty(PROPERTY, "auto"),
                () -> DockerClientFactory.instance().isDockerAvailable()));
  }

  enum Choice {
    LOCAL,
    CONTAINER;

    /**
     * @throws IllegalStateException if what is forced is not there, or there is no such setting
     */
    static Choice of(String setting, BooleanSupplier dockerIsThere) {
      return switch (setting.toLowerCase(Locale.ROOT)) {
        case "auto" -> dockerIsThere.getAsBoolean() ? CONTAINER : LOCAL;
        case "local" -> LOCAL;
        case "container" -> {
          if (!dockerIsThere.getAsBoolean()) {
            throw new IllegalStateException(
                PROPERTY + "=container, but there is no Docker on this machine");
          }
          yield CONTAINER;
        }
        default ->
            throw new IllegalStateException(
                "%s is %s; it may be auto, local or container".formatted(PROPERTY, setting));
      };
    }
  }

  private static String start(Choice choice) {
    return switch (choice) {
      case LOCAL -> startLocal();
      case CONTAINER -> startContainer();
    };
  }

  private static String startLocal() {
    var kafka = LocalKafka.start();
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "close-kafka"));
    return said("the broker of services/local-kafka", kafka.bootstrapServers());
  }

  @SuppressWarnings("resource") // runs until the JVM ends: closed by the shutdown hook
  private static String startContainer() {
    var kafka = new KafkaContainer(IMAGE).withEnv(SETTINGS);
    kafka.start();
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "close-kafka"));
    return said("a container of " + IMAGE, kafka.getBootstrapServers());
  }

  private static String said(String broker, String bootstrapServers) {
    System.out.printf("Integration tests run on %s at %s%n", broker, bootstrapServers);
    return bootstrapServers;
  }

  // The same as the broker of services/local-kafka where tests could tell the difference.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
          "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0",
          "KAFKA_ADD_PARTITIONS_TO_TXN_RETRY_BACKOFF_MS", "1",
          "KAFKA_ADD_PARTITIONS_TO_TXN_RETRY_BACKOFF_MAX_MS", "20",
          "KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000");
}
