package dev.sallyport.topology.history;

import dev.sallyport.domain.names.Owner;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Where the projection of an owner is kept. */
interface HistoryStores {
  /** Throws {@link HistoryUnavailable} while it cannot be asked here. */
  ReadOnlyKeyValueStore<Bytes, byte[]> of(Owner owner);

  boolean ready();
}
