package dev.sallyport.topology.history;

import org.apache.kafka.common.TopicPartition;

/** Where reading of {@code policy-events} stopped, and why. */
public record Stop(TopicPartition partition, long offset, String reason) {
  @Override
  public String toString() {
    return "Topic %s, partition %d, offset %d: %s"
        .formatted(partition.topic(), partition.partition(), offset, reason);
  }
}
