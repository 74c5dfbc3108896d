package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of deliveries lately, as the sinks told. Thread-safe. */
public interface Deliveries {
  /** The most that are listed of one integration. */
  int LISTED = 25;

  /** How an integration does; null if the sinks have told nothing of it yet. */
  @Nullable DestinationState state(Owner owner, IntegrationId integration);

  /** Those that were attempted last, the newest first. */
  List<Delivery> last(Owner owner, IntegrationId integration);

  /** Whether all that was told before the start is known. */
  boolean ready();
}
