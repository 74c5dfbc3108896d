package dev.sallyport.topology.projection;

import java.util.Arrays;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Rows in ascending order, as long as their keys begin alike. */
final class WhilePrefixed implements KeyValueIterator<Bytes, byte[]> {
  private final KeyValueIterator<Bytes, byte[]> rows;
  private final byte[] prefix;
  private @Nullable KeyValue<Bytes, byte[]> next;

  WhilePrefixed(KeyValueIterator<Bytes, byte[]> rows, Bytes prefix) {
    this.rows = rows;
    this.prefix = prefix.get();
    this.next = advanced();
  }

  private @Nullable KeyValue<Bytes, byte[]> advanced() {
    if (!rows.hasNext()) {
      return null;
    }
    var row = rows.next();
    var key = row.key.get();
    var same =
        key.length >= prefix.length
            && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    return same ? row : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    var row = next;
    if (row == null) {
      throw new NoSuchElementException();
    }
    next = advanced();
    return row;
  }

  @Override
  public Bytes peekNextKey() {
    var row = next;
    if (row == null) {
      throw new NoSuchElementException();
    }
    return row.key;
  }

  @Override
  public void close() {
    rows.close();
  }
}
