package dev.sallyport.topology;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store in memory, of what the projections need of one. */
public final class MemoryRows implements KeyValueStore<Bytes, byte[]> {
  private final ConcurrentNavigableMap<Bytes, byte[]> rows = new ConcurrentSkipListMap<>();

  @Override
  public void put(Bytes key, byte[] value) {
    rows.put(key, value);
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    return rows.putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(each -> put(each.key, each.value));
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    return rows.remove(key);
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return rows.get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    ConcurrentNavigableMap<Bytes, byte[]> tail = from == null ? rows : rows.tailMap(from, true);
    var found = to == null ? tail : tail.headMap(to, true);
    return iterate(found.entrySet().iterator());
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, S serializer) {
    var from = Bytes.wrap(serializer.serialize("", prefix));
    return iterate(
        rows.tailMap(from).entrySet().stream()
            .takeWhile(row -> startsWith(row.getKey().get(), from.get()))
            .iterator());
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return iterate(rows.entrySet().iterator());
  }

  private static KeyValueIterator<Bytes, byte[]> iterate(Iterator<Map.Entry<Bytes, byte[]>> rows) {
    return new KeyValueIterator<>() {
      @Override
      public void close() {}

      @Override
      public Bytes peekNextKey() {
        throw new UnsupportedOperationException();
      }

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public KeyValue<Bytes, byte[]> next() {
        var next = rows.next();
        return KeyValue.pair(next.getKey(), next.getValue());
      }
    };
  }

  @Override
  public long approximateNumEntries() {
    return rows.size();
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
