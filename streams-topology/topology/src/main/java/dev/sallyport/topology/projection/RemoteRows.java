package dev.sallyport.topology.projection;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a store that another instance holds, page by page. While that one is away, it
 * fails as a store does that is just moving.
 */
final class RemoteRows implements ReadOnlyKeyValueStore<Bytes, byte[]> {
  /** Gives a page. */
  interface Asking {
    byte[] ask(RowQuestion question) throws IOException;
  }

  private final Asking asking;

  RemoteRows(Asking asking) {
    this.asking = asking;
  }

  private RowPage page(RowQuestion question) {
    try {
      var page = RowPage.decode(asking.ask(question));
      if (page.more() && page.rows().isEmpty()) {
        throw new IllegalArgumentException("a page that leads nowhere");
      }
      return page;
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidStateStoreException("The instance that holds it does not answer", e);
    }
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    var rows = page(new RowQuestion(RowQuestion.Order.ASCENDING, key, key, null)).rows();
    return rows.isEmpty() ? null : rows.getFirst().value;
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return new Pages(new RowQuestion(RowQuestion.Order.ASCENDING, from, to, null), this::page);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
    return new Pages(new RowQuestion(RowQuestion.Order.DESCENDING, from, to, null), this::page);
  }

  @Override
  public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, PS serializer) {
    var bytes = Bytes.wrap(serializer.serialize("", prefix));
    return new Pages(new RowQuestion(RowQuestion.Order.PREFIX, bytes, bytes, null), this::page);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    throw new UnsupportedOperationException("nothing here reads a whole partition");
  }

  @Override
  public long approximateNumEntries() {
    throw new UnsupportedOperationException("nothing here counts the rows of a partition");
  }

  private static final class Pages implements KeyValueIterator<Bytes, byte[]> {
    private final Function<RowQuestion, RowPage> pages;
    private RowQuestion question;
    private Iterator<KeyValue<Bytes, byte[]>> rows;
    private boolean more;
    private @Nullable KeyValue<Bytes, byte[]> peeked;

    Pages(RowQuestion question, Function<RowQuestion, RowPage> pages) {
      this.pages = pages;
      this.question = question;
      var first = pages.apply(question);
      this.rows = first.rows().iterator();
      this.more = first.more();
    }

    @Override
    public boolean hasNext() {
      if (peeked != null || rows.hasNext()) {
        return true;
      }
      if (!more) {
        return false;
      }
      var page = pages.apply(question);
      rows = page.rows().iterator();
      more = page.more();
      return rows.hasNext();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      var row = peeked == null ? rows.next() : peeked;
      peeked = null;
      question = question.after(row.key);
      return row;
    }

    @Override
    public Bytes peekNextKey() {
      if (peeked == null) {
        peeked = next();
      }
      return peeked.key;
    }

    @Override
    public void close() {}
  }
}
