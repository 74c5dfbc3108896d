package dev.sallyport.domain.event;

import java.util.UUID;

/**
 * Names one request for a change. A repeat under the same idempotency key has the same id, which is
 * what makes a repeat harmless.
 */
public record CommandId(UUID value) {
  public static CommandId of(String text) {
    return new CommandId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
