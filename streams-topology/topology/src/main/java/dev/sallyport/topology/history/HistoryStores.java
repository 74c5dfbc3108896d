package dev.sallyport.topology.history;

import dev.sallyport.domain.names.Owner;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Where the projection of an owner is kept: here, or by another instance. */
interface HistoryStores {
  /** Throws {@link HistoryUnavailable} while it cannot be asked. */
  ReadOnlyKeyValueStore<Bytes, byte[]> of(Owner owner);

  /** Whether this instance takes in the owner's events. */
  boolean isHere(Owner owner);

  boolean ready();
}
