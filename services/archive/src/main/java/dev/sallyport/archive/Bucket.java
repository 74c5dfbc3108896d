package dev.sallyport.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects under names, each written once. Every method throws {@link BucketFailure} where the
 * bucket does not answer or refuses; whether something was written is then not known. Safe for use
 * by many threads.
 */
public interface Bucket extends AutoCloseable {
  /**
   * An object's bytes and what is written beside them.
   *
   * @param metadata under lower-case names
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(byte[] content, Map<String, String> metadata) {
    public Stored {
      metadata = Map.copyOf(metadata);
    }
  }

  /**
   * Writes an object if there is none of this name.
   *
   * @param metadata under lower-case names, two kilobytes at most
   * @return false where there is one, which stands as it is
   */
  boolean putIfAbsent(String name, byte[] content, Map<String, String> metadata);

  /** What is written beside an object's bytes; empty where there is no such object. */
  Optional<Map<String, String>> metadata(String name);

  Optional<Stored> get(String name);

  /**
   * Names in a folder and the folders below it, in the order of their bytes.
   *
   * @param after only names that come after this one; empty for all
   * @param limit so many at most, from 1 to 1,000
   */
  List<String> list(String folder, String after, int limit);

  @Override
  void close();
}
