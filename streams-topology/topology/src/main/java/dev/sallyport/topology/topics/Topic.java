package dev.sallyport.topology.topics;

import java.util.Map;

/**
 * A topic as it is declared.
 *
 * @param layout how many partitions it has
 * @param config what differs from the broker's defaults
 */
public record Topic(String name, Layout layout, Map<String, String> config) {
  /** How a topic's records are spread. */
  public enum Layout {
    /** By {@link OwnerPartition}, over as many partitions as were recorded at the first start. */
    BY_OWNER,
    /** By the same function over {@code owner/repository}, over as many partitions. */
    BY_REPOSITORY,
    /** One partition: small, and read from its beginning. */
    SINGLE
  }

  public Topic {
    config = Map.copyOf(config);
  }
}
