package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookChange;
import org.jspecify.annotations.Nullable;

/** Reads the records of the state changelog. */
interface StateRecords {
  /**
   * The case-folded owner that a record is about.
   *
   * @throws RuntimeException if the key does not even tell that
   */
  String ownerKey(byte[] key);

  /**
   * What the record changes; null if that is nothing the view has any need of.
   *
   * @param value null if the record removes the entry
   * @throws RuntimeException if it is no record of this version's
   */
  @Nullable BookChange change(byte[] key, byte @Nullable [] value);
}
