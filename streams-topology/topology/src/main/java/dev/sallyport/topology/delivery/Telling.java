package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;

/** What the ledger tells others, in the transaction in which it changes. */
interface Telling {
  /** How far a delivery is. */
  void delivery(Delivery delivery);

  /** How an integration does. */
  void destination(String ownerKey, DestinationState state);

  /** An integration is none any more. */
  void removed(String ownerKey, IntegrationId integration);

  /**
   * A delivery was given up.
   *
   * @param payload as its topic had it; empty if it is not kept any more
   */
  void dead(Delivery delivery, byte[] payload);

  /** The destination is gone for good. */
  void gone(Owner owner, Integration integration);
}
