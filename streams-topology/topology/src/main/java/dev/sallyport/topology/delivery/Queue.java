package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.Circuit;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.IntegrationValues;
import dev.sallyport.wire.DestinationState;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits for one integration, and how its destination does. Numbers count from 1. */
final class Queue {
  final Owner owner;
  Integration integration;
  boolean gone;
  long next = 1;
  // The lowest number that may wait in order, and the lowest whose row is kept.
  long head = 1;
  long oldest = 1;
  long waiting;
  long delivered;
  long dead;
  Circuit circuit = Circuit.CLOSED;
  @Nullable Instant deliveredAt;
  @Nullable Instant failedAt;
  @Nullable String failure;
  @Nullable Instant oldestWaiting;

  // Not kept: after a restart nothing is under way, and handing over begins at the head.
  long cursor = 1;
  final Set<Long> underWay = new HashSet<>();
  long failures;
  boolean changed;

  Queue(Owner owner, Integration integration) {
    this.owner = owner;
    this.integration = integration;
  }

  static Queue of(DestinationState state) {
    var queue =
        new Queue(Owner.of(state.getOwner()), IntegrationValues.decode(state.getIntegration()));
    queue.gone = state.getGone();
    queue.next = state.getNext();
    queue.head = state.getHead();
    queue.oldest = state.getOldest();
    queue.waiting = state.getWaiting();
    queue.delivered = state.getDelivered();
    queue.dead = state.getDead();
    queue.circuit = new Circuit(state.getFailures(), state.getOpened(), state.getUntil());
    queue.deliveredAt = state.getDeliveredAt();
    queue.failedAt = state.getFailedAt();
    queue.failure = state.getFailure();
    queue.oldestWaiting = state.getOldestWaiting();
    queue.cursor = queue.head;
    return queue;
  }

  DestinationState state() {
    return new DestinationState(
        owner.name(),
        IntegrationValues.encode(integration),
        gone,
        next,
        head,
        oldest,
        waiting,
        delivered,
        dead,
        circuit.failures(),
        circuit.opened(),
        circuit.until(),
        deliveredAt,
        failedAt,
        failure,
        oldestWaiting);
  }

  /** A number that was handed over is to be handed over again. */
  void again(long number) {
    cursor = Math.min(cursor, Math.max(number, head));
  }

  /** Whether anything may be attempted at all. */
  boolean attempted() {
    return integration.active() && !gone;
  }
}
