package dev.sallyport.topology.projection;

import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be taken in, and must not be skipped: nothing more is read from its
 * partition, while others go on.
 */
public final class StoppedPartition extends StreamsException {
  private static final long serialVersionUID = 1L;

  StoppedPartition(Stop stop, @Nullable Throwable cause) {
    super(stop.toString(), cause);
  }
}
