package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a ledger told, for tests. */
final class ToldInMemory implements Telling {
  record Dead(Delivery delivery, String payload) {}

  final Map<String, Delivery> deliveries = new HashMap<>();
  final Map<String, DestinationState> destinations = new HashMap<>();
  final List<IntegrationId> removed = new ArrayList<>();
  final List<Dead> dead = new ArrayList<>();
  final List<Integration> gone = new ArrayList<>();

  @Override
  public void delivery(Delivery delivery) {
    deliveries.put(delivery.getIntegrationId() + "/" + delivery.getNumber(), delivery);
  }

  @Override
  public void destination(String ownerKey, DestinationState state) {
    destinations.put(state.getIntegration().getIntegrationId(), state);
  }

  @Override
  public void removed(String ownerKey, IntegrationId integration) {
    removed.add(integration);
    destinations.remove(integration.digits());
  }

  @Override
  public void dead(Delivery delivery, byte[] payload) {
    dead.add(new Dead(delivery, new String(payload, StandardCharsets.UTF_8)));
  }

  @Override
  public void gone(Owner owner, Integration integration) {
    gone.add(integration);
  }
}
