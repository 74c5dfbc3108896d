package dev.sallyport.topology.verify;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * What is wrong, and where.
 *
 * @param owner the owner's key; empty where not even that can be told
 * @param sequence of the event that is wrong or missing; of state, of the event that it should be
 *     at
 * @param offset of the record that shows it; absent where a record is missing
 */
public record Fault(
    String owner, long sequence, TopicPartition partition, OptionalLong offset, String what) {
  @Override
  public String toString() {
    return "%s, sequence %d (topic %s, partition %d, %s): %s"
        .formatted(
            owner.isEmpty() ? "unknown owner" : owner,
            sequence,
            partition.topic(),
            partition.partition(),
            offset.isPresent() ? "offset " + offset.getAsLong() : "no record",
            what);
  }
}
