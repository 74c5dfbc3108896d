package dev.sallyport.topology.history;

import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code policy-events} that cannot be taken in, and must not be skipped: nothing more
 * is read from its partition, while others go on.
 */
final class StoppedPartition extends StreamsException {
  private static final long serialVersionUID = 1L;

  StoppedPartition(Stop stop, @Nullable Throwable cause) {
    super(stop.toString(), cause);
  }
}
