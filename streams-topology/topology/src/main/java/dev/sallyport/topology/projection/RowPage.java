package dev.sallyport.topology.projection;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Some rows of a store, in order, on their way between instances: a byte that tells whether there
 * are more, and then each key and each value behind its length.
 */
public record RowPage(List<KeyValue<Bytes, byte[]>> rows, boolean more) {
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_BYTES = 1 << 20;

  public RowPage {
    rows = List.copyOf(rows);
  }

  /** The first rows that are asked for, as many as one page holds; at least one if there is any. */
  static RowPage of(ReadOnlyKeyValueStore<Bytes, byte[]> store, RowQuestion question) {
    var rows = new ArrayList<KeyValue<Bytes, byte[]>>();
    var bytes = 0L;
    try (var found = found(store, question)) {
      while (found.hasNext()) {
        if (rows.size() >= MOST_ROWS || bytes >= MOST_BYTES) {
          return new RowPage(rows, true);
        }
        var row = found.next();
        if (!row.key.equals(question.beyond())) {
          rows.add(row);
          bytes += row.key.get().length + row.value.length;
        }
      }
    }
    return new RowPage(rows, false);
  }

  private static KeyValueIterator<Bytes, byte[]> found(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, RowQuestion question) {
    var beyond = question.beyond();
    return switch (question.order()) {
      case ASCENDING -> store.range(beyond == null ? question.first() : beyond, question.last());
      case DESCENDING ->
          store.reverseRange(question.first(), beyond == null ? question.last() : beyond);
      // The store's own scan fails for keys that begin with the highest byte.
      case PREFIX ->
          new WhilePrefixed(
              store.range(beyond == null ? question.first() : beyond, null), question.first());
    };
  }

  byte[] encode() {
    var length = 1;
    for (var row : rows) {
      length += 2 * Integer.BYTES + row.key.get().length + row.value.length;
    }
    var out = ByteBuffer.allocate(length).put((byte) (more ? 1 : 0));
    for (var row : rows) {
      out.putInt(row.key.get().length).put(row.key.get());
      out.putInt(row.value.length).put(row.value);
    }
    return out.array();
  }

  /**
   * @throws IllegalArgumentException for what is no page
   */
  static RowPage decode(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    try {
      var more = in.get() == 1;
      var rows = new ArrayList<KeyValue<Bytes, byte[]>>();
      while (in.hasRemaining()) {
        rows.add(KeyValue.pair(Bytes.wrap(part(in)), part(in)));
      }
      return new RowPage(rows, more);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("no page of rows", e);
    }
  }

  private static byte[] part(ByteBuffer in) {
    var length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    var part = new byte[length];
    in.get(part);
    return part;
  }
}
