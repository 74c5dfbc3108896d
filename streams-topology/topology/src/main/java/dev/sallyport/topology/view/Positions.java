package dev.sallyport.topology.view;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * How far each partition has been applied, as positions: the offset of the next record to come.
 * Behind the last record of a transaction stands a record of Kafka's own, so that "the last offset
 * was applied" never says that the end is reached.
 */
final class Positions {
  private volatile @Nullable AtomicLongArray next;

  /** Called once, when the number of partitions is known. */
  void open(int partitions) {
    next = new AtomicLongArray(partitions);
  }

  boolean isOpen() {
    return next != null;
  }

  /** 0 until it is known. */
  int partitions() {
    var known = next;
    return known == null ? 0 : known.length();
  }

  /** 0 until it is known. */
  long of(int partition) {
    var known = next;
    return known == null || partition >= known.length() ? 0 : known.get(partition);
  }

  /** Whether it moved. */
  boolean moveTo(int partition, long position) {
    var known = next;
    return known != null && known.getAndSet(partition, position) != position;
  }
}
