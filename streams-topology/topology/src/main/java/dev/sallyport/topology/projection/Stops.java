package dev.sallyport.topology.projection;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that this process reads no further, until it is started again: by then a newer
 * version may understand the record, and reading continues at it.
 */
public final class Stops {
  private final Map<TopicPartition, Stop> stops = new ConcurrentHashMap<>();

  /** Notes a stop; the caller throws what it gets. */
  public StoppedPartition at(
      TopicPartition partition, long offset, String reason, @Nullable Throwable cause) {
    var stop = new Stop(partition, offset, reason);
    stops.put(partition, stop);
    return new StoppedPartition(stop, cause);
  }

  Set<TopicPartition> among(Collection<TopicPartition> partitions) {
    if (stops.isEmpty()) {
      return Set.of();
    }
    var stopped = new HashSet<>(partitions);
    stopped.retainAll(stops.keySet());
    return stopped;
  }

  public List<Stop> all() {
    return List.copyOf(stops.values());
  }
}
