package dev.sallyport.topology.insight;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Where the rows of each partition are kept. */
interface InsightStores {
  int partitions();

  /** Throws {@link InsightsUnavailable} while they cannot be asked here. */
  ReadOnlyKeyValueStore<Bytes, byte[]> of(int partition);

  boolean ready();
}
