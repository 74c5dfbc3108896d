package dev.sallyport.topology.projection;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Asks for rows of a partition of a store.
 *
 * @param first the lowest key, or what keys begin with
 * @param last the highest key; unused where keys begin alike
 * @param beyond the key that the page before ended with; null for the first page
 */
public record RowQuestion(Order order, Bytes first, Bytes last, @Nullable Bytes beyond) {
  /** Which rows, and which way. */
  public enum Order {
    ASCENDING,
    DESCENDING,
    /** Those whose keys begin with the first, ascending. */
    PREFIX
  }

  /** What comes after a page that ended with this key. */
  RowQuestion after(Bytes key) {
    return new RowQuestion(order, first, last, key);
  }
}
