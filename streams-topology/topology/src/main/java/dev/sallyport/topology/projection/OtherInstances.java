package dev.sallyport.topology.projection;

import java.io.IOException;
import org.apache.kafka.streams.state.HostInfo;

/** Asks other instances for rows that they hold. Safe for use by many threads. */
@FunctionalInterface
public interface OtherInstances {
  /**
   * Waits for the answer, some seconds at most.
   *
   * @param projection the name that the instances agree on
   * @return a page of rows, as {@link ProjectionStreams#answer} gives it
   * @throws IOException when there is none: the other is away, or holds the partition no more
   */
  byte[] ask(HostInfo instance, String projection, int partition, RowQuestion question)
      throws IOException;
}
