package dev.sallyport.topology.projection;

import org.apache.kafka.common.TopicPartition;

/** Where reading of a topic stopped, and why. */
public record Stop(TopicPartition partition, long offset, String reason) {
  @Override
  public String toString() {
    return "Topic %s, partition %d, offset %d: %s"
        .formatted(partition.topic(), partition.partition(), offset, reason);
  }
}
