package dev.sallyport.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no record of the contract. Never to be skipped: the caller adds topic, partition
 * and offset and decides what stops (a Kafka consumer does so by itself, since this is a {@link
 * SerializationException}).
 */
public final class UndecodableException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message);
  }

  public UndecodableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
