package dev.sallyport.topology.delivery;

import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.projection.ProjectionStreams;
import dev.sallyport.topology.projection.Stops;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as it runs on one instance. Exactly once, so that a delivery is one row whatever dies;
 * what is sent is at least once.
 */
public final class DeliveryApplication implements AutoCloseable {
  // Parcels are handed over and reports taken in between two polls.
  private static final int POLL_MILLIS = 20;
  private static final int COMMIT_MILLIS = 100;
  private static final int TRANSACTION_MILLIS = 5_000;
  private static final int CACHE_BYTES = 8 << 20;

  private final ProjectionStreams streams;
  private final LedgerGauges gauges = new LedgerGauges();

  /**
   * Starts nothing yet.
   *
   * @param partitions how many the topics laid out by owner have
   * @param ids the schemas it reads with; the registry is asked for unknown ones only
   * @param opening takes what is due to where it goes
   */
  public DeliveryApplication(
      KafkaClients clients,
      Topics topics,
      int partitions,
      SchemaIds ids,
      Dispatch.Opening opening,
      InstantSource clock,
      ProjectionSettings running) {
    var reader = new OccurrenceReader(ids);
    this.streams =
        new ProjectionStreams(
            "deliveries",
            topics.sinksApplication(),
            DeliveryTopology.build(
                topics,
                partitions,
                () ->
                    new DeliveryProjection(
                        topics,
                        reader,
                        opening,
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        gauges)),
            clients,
            running,
            Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                COMMIT_MILLIS,
                StreamsConfig.POLL_MS_CONFIG,
                POLL_MILLIS,
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                CACHE_BYTES,
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                TRANSACTION_MILLIS),
            new Stops());
  }

  /** Returns at once. */
  public void start() {
    streams.start();
  }

  public boolean running() {
    return streams.running();
  }

  public LedgerGauges gauges() {
    return gauges;
  }

  /** Why it does not go on; null if it does, as far as is known. */
  public @Nullable String problem() {
    return streams.running() ? null : "the ledger is " + streams.state();
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
}
