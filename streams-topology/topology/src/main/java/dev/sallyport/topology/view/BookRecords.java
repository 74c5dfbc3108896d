package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import org.jspecify.annotations.Nullable;

/** Reads the records as the decider's store writes them. */
final class BookRecords implements StateRecords {
  @Override
  public String ownerKey(byte[] key) {
    return StateKey.ownerKey(key);
  }

  @Override
  public @Nullable BookChange change(byte[] key, byte @Nullable [] value) {
    BookKey named;
    try {
      named = StateKey.decode(key).key();
    } catch (UndecodableException unknown) {
      if (value == null) {
        return null; // what this version could not know is gone, and was never taken in
      }
      throw unknown;
    }
    if (named instanceof BookKey.PlacementKey) {
      return null; // derived from the scope's own entry; half of a restore's decoding is saved
    }
    if (value == null) {
      return new Remove(named);
    }
    var entry = StateCodec.decode(value);
    // Only a scope's spelling may differ from its key's; equality knows nothing of spelling.
    if (!entry.key().equals(named)) {
      throw new IllegalArgumentException(
          "the record is about %s, its key about %s".formatted(entry.key(), named));
    }
    return new Put(entry);
  }
}
