package dev.sallyport.domain.event;

import dev.sallyport.domain.names.Owner;
import java.time.Instant;
import java.util.UUID;

/**
 * What every event carries.
 *
 * @param sequence 1, 2, 3 … within the owner, without a gap
 * @param at milliseconds; never earlier than the owner's previous event
 * @param previous the hash of the owner's previous event
 */
public record EventMeta(
    UUID id,
    Owner owner,
    long sequence,
    Instant at,
    Actor actor,
    Source source,
    CommandId command,
    EventHash previous) {
  public EventMeta {
    if (sequence < 1) {
      throw new IllegalArgumentException("Sequences count from 1.");
    }
  }
}
