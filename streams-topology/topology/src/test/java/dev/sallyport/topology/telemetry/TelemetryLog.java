package dev.sallyport.topology.telemetry;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.TelemetryDecoder;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Reads back what was recorded of a repository, from the partition that it must be on. */
public record TelemetryLog(KafkaClients clients, Topics topics, int partitions, SchemaIds ids) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Each topic in its order, run events first. */
  public List<TelemetryEvent> recorded(RepositoryFullName repository) {
    return Stream.concat(
            read(topics.runEvents().name(), repository).stream(),
            read(topics.networkEvents().name(), repository).stream())
        .toList();
  }

  private List<TelemetryEvent> read(String topic, RepositoryFullName repository) {
    var decoder = new TelemetryDecoder(ids);
    var key = repository.key().getBytes(StandardCharsets.UTF_8);
    var partition = new TopicPartition(topic, OwnerPartition.of(key, partitions));
    var found = new ArrayList<TelemetryEvent>();
    try (var consumer = clients.consumer("telemetry-log")) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
      while (consumer.position(partition, PATIENCE) < end) {
        for (var each : consumer.poll(Duration.ofMillis(100))) {
          if (Arrays.equals(each.key(), key)) {
            found.add(decoder.decode(each.value()));
          }
        }
      }
    }
    return found;
  }
}
