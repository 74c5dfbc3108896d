package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery while it is worked on. */
final class OpenDelivery {
  private final Delivery begun;
  Instant createdAt;
  DeliveryState state;
  boolean aside;
  int attempts;
  @Nullable Instant attemptedAt;
  @Nullable Instant nextAttempt;
  String request;
  String said;

  OpenDelivery(Delivery begun) {
    this.begun = begun;
    this.createdAt = begun.getCreatedAt();
    this.state = begun.getState();
    this.aside = begun.getAside();
    this.attempts = begun.getAttempts();
    this.attemptedAt = begun.getAttemptedAt();
    this.nextAttempt = begun.getNextAttempt();
    this.request = begun.getRequest();
    this.said = begun.getSaid();
  }

  /** What does not change. */
  Delivery begun() {
    return begun;
  }

  long number() {
    return begun.getNumber();
  }

  IntegrationId integration() {
    return new IntegrationId(begun.getIntegrationId());
  }

  boolean waits() {
    return state == DeliveryState.WAITING;
  }

  /** Whether what comes after waits for it. */
  boolean waitsInOrder() {
    return waits() && !aside;
  }

  Delivery record() {
    return new Delivery(
        begun.getDeliveryId(),
        begun.getOwnerKey(),
        begun.getIntegrationId(),
        begun.getNumber(),
        begun.getHappening(),
        begun.getType(),
        begun.getSubject(),
        begun.getHappenedId(),
        begun.getTopic(),
        begun.getPartition(),
        begun.getOffset(),
        begun.getSequence(),
        begun.getHappenedAt(),
        createdAt,
        begun.getKeptSince(),
        state,
        aside,
        attempts,
        attemptedAt,
        nextAttempt,
        request,
        said);
  }
}
