package dev.sallyport.topology.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer for Kafka Streams that delivers nothing of stopped partitions. Streams knows no other
 * way to let one task rest while its thread goes on: the thread that met the bad record ends, the
 * one that replaces it owns the same task, whose store stays readable, and gets no more records for
 * it.
 */
final class StoppableConsumer extends KafkaConsumer<byte[], byte[]> {
  private final Stops stops;

  StoppableConsumer(Map<String, Object> config, Stops stops) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.stops = stops;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    pause(stops.among(assignment()));
    var polled = super.poll(timeout);
    // A rebalance within this very poll may have assigned a stopped partition and fetched from it.
    var stopped = stops.among(polled.partitions());
    return stopped.isEmpty() ? polled : without(stopped, polled);
  }

  private ConsumerRecords<byte[], byte[]> without(
      Collection<TopicPartition> stopped, ConsumerRecords<byte[], byte[]> polled) {
    var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
    var next = new HashMap<>(polled.nextOffsets());
    for (var partition : polled.partitions()) {
      if (stopped.contains(partition)) {
        seek(partition, polled.records(partition).getFirst().offset());
        next.remove(partition);
      } else {
        records.put(partition, polled.records(partition));
      }
    }
    pause(stopped);
    return new ConsumerRecords<>(records, next);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    var others = new HashSet<>(partitions);
    others.removeAll(stops.among(partitions));
    super.resume(others);
  }
}
