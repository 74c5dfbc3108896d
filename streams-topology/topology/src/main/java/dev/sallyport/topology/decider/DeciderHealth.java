package dev.sallyport.topology.decider;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which partitions have stopped deciding, and why. Thread-safe. */
public final class DeciderHealth {
  private final Map<Integer, StoppedPartition> stopped = new ConcurrentSkipListMap<>();

  /**
   * A partition whose commands are all refused until its state is rebuilt and the decider started
   * again.
   *
   * @param offset of the command that could not be decided
   */
  public record StoppedPartition(String topic, int partition, long offset, String reason) {
    @Override
    public String toString() {
      return "%s-%d at offset %d: %s".formatted(topic, partition, offset, reason);
    }
  }

  /** By partition; empty when all is well. */
  public List<StoppedPartition> stopped() {
    return List.copyOf(stopped.values());
  }

  void stop(StoppedPartition partition) {
    stopped.put(partition.partition(), partition);
  }

  void opened(int partition) {
    stopped.remove(partition);
  }
}
