package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.Circuit;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.IntegrationValues;
import dev.sallyport.wire.DestinationState;
import dev.sallyport.wire.ReplayAsked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits for one integration, and how its destination does. Numbers count from 1. */
final class Queue {
  final Owner owner;
  Integration integration;
  Instant tendedAt;
  boolean gone;
  long next = 1;
  // The lowest number that may wait in order, and the lowest whose row is kept.
  long head = 1;
  long oldest = 1;
  long waiting;
  long aside;
  long delivered;
  long dead;
  Circuit circuit = Circuit.CLOSED;
  @Nullable Instant deliveredAt;
  @Nullable Instant failedAt;
  @Nullable String failure;
  @Nullable Instant oldestWaiting;
  final List<ReplayAsked> replays = new ArrayList<>();

  // Not kept: after a restart nothing is under way, and handing over begins at the head.
  long cursor = 1;
  @Nullable Instant restsUntil;
  final Set<Long> underWay = new HashSet<>();
  long bytesUnderWay;
  // Those of them that were handed over before the integration was changed.
  final Set<Long> outdated = new HashSet<>();
  boolean changed;

  Queue(Owner owner, Integration integration, Instant tendedAt) {
    this.owner = owner;
    this.integration = integration;
    this.tendedAt = tendedAt;
  }

  static Queue of(DestinationState state) {
    var queue =
        new Queue(
            Owner.of(state.getOwner()),
            IntegrationValues.decode(state.getIntegration()),
            state.getTendedAt());
    queue.gone = state.getGone();
    queue.next = state.getNext();
    queue.head = state.getHead();
    queue.oldest = state.getOldest();
    queue.waiting = state.getWaiting();
    queue.aside = state.getAside();
    queue.delivered = state.getDelivered();
    queue.dead = state.getDead();
    queue.circuit = new Circuit(state.getFailures(), state.getOpened(), state.getUntil());
    queue.deliveredAt = state.getDeliveredAt();
    queue.failedAt = state.getFailedAt();
    queue.failure = state.getFailure();
    queue.oldestWaiting = state.getOldestWaiting();
    queue.replays.addAll(state.getReplays());
    queue.cursor = queue.head;
    return queue;
  }

  DestinationState state() {
    return new DestinationState(
        owner.name(),
        IntegrationValues.encode(integration),
        tendedAt,
        gone,
        next,
        head,
        oldest,
        waiting,
        aside,
        delivered,
        dead,
        circuit.failures(),
        circuit.opened(),
        circuit.until(),
        deliveredAt,
        failedAt,
        failure,
        oldestWaiting,
        List.copyOf(replays));
  }

  /** A number is to be handed over, or looked at, once more. */
  void again(long number) {
    cursor = Math.min(cursor, Math.max(number, head));
    restsUntil = null;
  }

  /** Whether anything may be attempted at all. */
  boolean attempted() {
    return integration.active() && !gone;
  }
}
