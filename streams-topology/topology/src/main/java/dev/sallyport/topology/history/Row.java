package dev.sallyport.topology.history;

import dev.sallyport.domain.event.EventHash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** What the projection's store holds under the keys of {@link RowKeys}. */
final class Row {
  private static final int HASH_BYTES = 32;

  private Row() {}

  /** An event's hash and its value, as it was read from the topic. */
  static byte[] event(EventHash hash, byte[] value) {
    return ByteBuffer.allocate(HASH_BYTES + value.length).put(hash.bytes()).put(value).array();
  }

  static EventHash eventHash(byte[] row) {
    return EventHash.of(Arrays.copyOf(row, HASH_BYTES));
  }

  static byte[] eventValue(byte[] row) {
    return Arrays.copyOfRange(row, HASH_BYTES, row.length);
  }

  /** A sequence that an index points to. */
  static byte[] sequence(long sequence) {
    return ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
  }

  static long sequence(byte[] row) {
    return ByteBuffer.wrap(row).getLong();
  }

  /** How far an owner's projection is. */
  record Head(long sequence, EventHash hash, Instant at) {
    static final Head NONE = new Head(0, EventHash.GENESIS, Instant.MIN);

    byte[] bytes() {
      return ByteBuffer.allocate(2 * Long.BYTES + HASH_BYTES)
          .putLong(sequence)
          .putLong(at.toEpochMilli())
          .put(hash.bytes())
          .array();
    }

    static Head of(byte[] row) {
      var buffer = ByteBuffer.wrap(row);
      var sequence = buffer.getLong();
      var at = Instant.ofEpochMilli(buffer.getLong());
      var hash = new byte[HASH_BYTES];
      buffer.get(hash);
      return new Head(sequence, EventHash.of(hash), at);
    }
  }
}
