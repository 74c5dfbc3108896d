package dev.sallyport.topology.view;

import dev.sallyport.topology.topics.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks Kafka where partitions of a topic end, of committed transactions. */
final class ClusterEnds implements AutoCloseable {
  private static final int ANSWER_MILLIS = 2_000;
  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final String topic;
  private @Nullable Admin admin;
  private boolean closed;

  ClusterEnds(KafkaClients clients, String topic) {
    this.clients = clients;
    this.topic = topic;
  }

  /** Ends by partition; fails within two seconds or so. */
  CompletableFuture<Map<Integer, Long>> of(Collection<Integer> partitions) {
    var asked =
        partitions.stream()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition), _ -> OffsetSpec.latest()));
    var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(ANSWER_MILLIS);
    try {
      return admin()
          .listOffsets(asked, options)
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .thenApply(answers -> {
            var ends = new HashMap<Integer, Long>();
            answers.forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
            return ends;
          });
    } catch (RuntimeException unavailable) {
      return CompletableFuture.failedFuture(unavailable);
    }
  }

  // Made when first needed: with names that do not resolve yet it cannot be made at all.
  private synchronized Admin admin() {
    if (closed) {
      throw new IllegalStateException("The view is closed");
    }
    if (admin == null) {
      admin = clients.admin();
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (admin != null) {
      admin.close(TO_CLOSE);
    }
  }
}
