package dev.sallyport.sink.ledger;

import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.sink.courier.Courier;

/** Knows the courier of each integration. Thread-safe. */
@FunctionalInterface
interface CourierOffice {
  /** One that says why, where what it needs is not there. */
  Courier courier(Owner owner, Integration integration);
}
