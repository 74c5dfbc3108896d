package dev.sallyport.topology.insight;

import dev.sallyport.schemas.serde.SingleObject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.BiPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one partition: each is the moment it was last touched, by Sallyport's clock, which
 * decides when it is forgotten, and a record in single-object encoding, or nothing.
 */
final class RowReader {
  private static final BytesSerializer AS_IT_IS = new BytesSerializer();

  private final ReadOnlyKeyValueStore<Bytes, byte[]> rows;

  RowReader(ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
    this.rows = rows;
  }

  <T extends SpecificRecord> @Nullable T get(Bytes key, Class<T> type) {
    var row = rows.get(key);
    return row == null ? null : record(row, type);
  }

  boolean has(Bytes key) {
    return rows.get(key) != null;
  }

  /** Passes on all rows whose keys begin so, in their order, until told to stop. */
  <T extends SpecificRecord> void each(Bytes prefix, Class<T> type, BiPredicate<Bytes, T> more) {
    keys(prefix, (key, row) -> more.test(key, record(row, type)));
  }

  /** The same without reading what the rows hold. */
  void keys(Bytes prefix, BiPredicate<Bytes, byte[]> more) {
    try (var found = rows.prefixScan(prefix, AS_IT_IS)) {
      while (found.hasNext()) {
        var row = found.next();
        if (!more.test(row.key, row.value)) {
          return;
        }
      }
    }
  }

  static Instant touched(byte[] row) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(row).getLong());
  }

  static byte[] row(Instant touched, byte[] content) {
    return ByteBuffer.allocate(Long.BYTES + content.length)
        .putLong(touched.toEpochMilli())
        .put(content)
        .array();
  }

  private static <T extends SpecificRecord> T record(byte[] row, Class<T> type) {
    return SingleObject.decode(Arrays.copyOfRange(row, Long.BYTES, row.length), type);
  }
}
