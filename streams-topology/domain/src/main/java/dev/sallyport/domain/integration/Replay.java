package dev.sallyport.domain.integration;

import dev.sallyport.domain.delivery.DeliveryId;
import java.time.Instant;

/**
 * Which deliveries are made once more. Those that are older than what is kept are not there any
 * more.
 */
public sealed interface Replay {
  record One(DeliveryId delivery) implements Replay {}

  /** Of everything that happened at this time or later. */
  record Since(Instant time) implements Replay {}

  /** Of every event of the organization's log from this sequence on; detections have none. */
  record FromSequence(long sequence) implements Replay {
    public FromSequence {
      if (sequence < 1) {
        throw new IllegalArgumentException("Sequences count from 1.");
      }
    }
  }
}
