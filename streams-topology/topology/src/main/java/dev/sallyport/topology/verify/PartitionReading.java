package dev.sallyport.topology.verify;

import dev.sallyport.topology.topics.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition, read from its beginning and further on, committed records only. */
final class PartitionReading implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicPartition partition;
  private final Consumer<byte[], byte[]> consumer;

  PartitionReading(KafkaClients clients, TopicPartition partition) {
    this.partition = partition;
    this.consumer = clients.consumer("verify");
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  TopicPartition partition() {
    return partition;
  }

  /**
   * Reads what is committed now and was not read yet, up to the first fault.
   *
   * <p>To the position, not to the last record: transactions leave control records behind it.
   */
  @Nullable Fault readOn(Function<ConsumerRecord<byte[], byte[]>, @Nullable Fault> each) {
    var end =
        Objects.requireNonNull(
            consumer.endOffsets(List.of(partition), PATIENCE).get(partition), "end");
    while (consumer.position(partition, PATIENCE) < end) {
      for (var record : consumer.poll(POLL)) {
        var fault = each.apply(record);
        if (fault != null) {
          return fault;
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
