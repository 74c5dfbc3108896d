package dev.sallyport.service.runner;

import dev.sallyport.settings.PrefixedProperties;
import dev.sallyport.topology.topics.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Records without a meaning, written with the kind of producer that telemetry is written with. The
 * producer is made when the first is sent, which is never but in benchmarks.
 */
@Singleton
class NoOpRecords {
  /** The benchmark makes it, beside the topics that it is compared with. */
  static final String TOPIC = "bench-no-op";

  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final int BUFFER = 32 << 20;

  private final Config config;
  private @Nullable Producer<byte[], byte[]> producer;

  @Inject
  NoOpRecords(Config config) {
    this.config = config;
  }

  /** Completes when Kafka has it. The very first may wait for metadata, on an event loop. */
  CompletionStage<@Nullable Void> write(byte[] value) {
    var acknowledged = new CompletableFuture<@Nullable Void>();
    var _ =
        producer()
            .send(
                new ProducerRecord<>(TOPIC, value),
                (_, failure) -> {
                  if (failure == null) {
                    acknowledged.complete(null);
                  } else {
                    acknowledged.completeExceptionally(failure);
                  }
                });
    return acknowledged;
  }

  private synchronized Producer<byte[], byte[]> producer() {
    var open = producer;
    if (open == null) {
      open =
          new KafkaClients(PrefixedProperties.kafka(config))
              .gatheringProducer(TOPIC, WITHIN, BUFFER);
      producer = open;
    }
    return open;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(WITHIN);
    }
  }
}
