package dev.sallyport.service.management;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.delivery.Deliveries;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What sinks would have told. */
public final class MemoryDeliveries implements Deliveries {
  private final Map<IntegrationId, DestinationState> states = new ConcurrentHashMap<>();
  private final Map<IntegrationId, List<Delivery>> last = new ConcurrentHashMap<>();

  /** From now on this is how the integration does. */
  public void tell(IntegrationId integration, DestinationState state, List<Delivery> deliveries) {
    states.put(integration, state);
    last.put(integration, List.copyOf(deliveries));
  }

  @Override
  public @Nullable DestinationState state(Owner owner, IntegrationId integration) {
    return states.get(integration);
  }

  @Override
  public List<Delivery> last(Owner owner, IntegrationId integration) {
    return last.getOrDefault(integration, List.of());
  }

  @Override
  public boolean ready() {
    return true;
  }
}
