package dev.sallyport.topology.verify;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.common.utils.Bytes;

/**
 * A book entry's key, and the SHA-256 of its key and value as this version writes them: whatever
 * version wrote an entry, equal entries have equal digests.
 */
record EntryDigest(Bytes key, Bytes sha256) {
  static EntryDigest of(Owner owner, BookEntry entry) {
    var key = new StateKey(owner, entry.key()).encode();
    var value = StateCodec.encode(entry);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(key.length).array());
      digest.update(key);
      digest.update(value);
      return new EntryDigest(Bytes.wrap(key), Bytes.wrap(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  boolean keyIs(byte[] bytes) {
    return key.equals(Bytes.wrap(bytes));
  }

  BigInteger number() {
    return new BigInteger(1, sha256.get());
  }
}
