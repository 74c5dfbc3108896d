package dev.sallyport.topology.delivery;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Brings detections, which lie by repository, to the partition of their owner. Where they lay stays
 * with them.
 */
final class DetectionsByOwner extends ContextualProcessor<String, byte[], String, byte[]> {
  static final String PARTITION = "sallyport_partition";
  static final String OFFSET = "sallyport_offset";

  @Override
  public void process(Record<String, byte[]> record) {
    var metadata = context().recordMetadata().orElseThrow();
    var key = record.key() == null ? "" : record.key();
    var slash = key.indexOf('/');
    var moved = record.withKey(slash < 0 ? key : key.substring(0, slash));
    moved
        .headers()
        .add(PARTITION, bytes(metadata.partition()))
        .add(OFFSET, bytes(metadata.offset()));
    context().forward(moved);
  }

  private static byte[] bytes(long number) {
    return Long.toString(number).getBytes(StandardCharsets.UTF_8);
  }
}
