package dev.sallyport.service.startup;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.delivery.Deliveries;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of deliveries, before anything is known of them. */
final class LateDeliveries implements Deliveries {
  private volatile @Nullable Deliveries deliveries;

  void become(Deliveries there) {
    deliveries = there;
  }

  @Override
  public @Nullable DestinationState state(Owner owner, IntegrationId integration) {
    var there = deliveries;
    return there == null ? null : there.state(owner, integration);
  }

  @Override
  public List<Delivery> last(Owner owner, IntegrationId integration) {
    var there = deliveries;
    return there == null ? List.of() : there.last(owner, integration);
  }

  @Override
  public boolean ready() {
    var there = deliveries;
    return there != null && there.ready();
  }
}
