package dev.sallyport.topology.history;

import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.PolicyEvent.AboutPolicy;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.history.EventType;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.history.History.AuditFilter;
import dev.sallyport.topology.history.History.Page;
import dev.sallyport.topology.history.Row.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Walks an owner's events from the newest to the oldest, as far as one page may cost. */
final class Paging {
  private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
  private final EventDecoder decoder;
  private final String owner;
  private final AuditFilter filter;
  // A scan for events that are rare goes through large ones, too: what is read is let go again, but
  // reading takes time.
  private static final long MAX_BYTES_READ = 64L * 1024 * 1024;

  private final int maxRead;

  /**
   * @param maxRead the most events that are read for one page
   */
  Paging(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      EventDecoder decoder,
      String owner,
      AuditFilter filter,
      int maxRead) {
    this.store = store;
    this.decoder = decoder;
    this.owner = owner;
    this.filter = filter;
    this.maxRead = maxRead;
  }

  Page page(@Nullable Long before, int limit) {
    var newest = Math.min(before == null ? Long.MAX_VALUE : before - 1, newestByTime());
    var entries = new ArrayList<RecordedEvent>();
    if (newest < 1) {
      return new Page(entries, null);
    }
    try (var rows = rows(newest)) {
      @Nullable RecordedEvent last = null;
      var bytes = 0L;
      var bytesRead = 0L;
      for (var read = 0; rows.hasNext(); read++) {
        var full = entries.size() >= limit || read >= maxRead || bytesRead >= MAX_BYTES_READ;
        if (last != null && full && !inParts(last)) {
          return new Page(entries, last.meta().sequence());
        }
        var row = row(rows);
        bytesRead += row.length;
        var event = decoded(row);
        if (filter.from() != null && event.meta().at().isBefore(filter.from())) {
          break;
        }
        if (passes(event)) {
          bytes += row.length;
          if (last != null
              && !entries.isEmpty()
              && bytes > History.MAX_PAGE_BYTES
              && !inParts(last)) {
            return new Page(entries, last.meta().sequence());
          }
          entries.add(event);
        }
        last = event;
      }
    }
    return new Page(entries, null);
  }

  /** Whether more parts of the same change are to come, going back. */
  private static boolean inParts(RecordedEvent event) {
    var part =
        switch (event.event()) {
          case PolicyAttached attached -> attached.part();
          case PolicyDetached detached -> detached.part();
          default -> Part.WHOLE;
        };
    return part.number() > 1;
  }

  private KeyValueIterator<Bytes, byte[]> rows(long newest) {
    var policy = filter.policy();
    return policy == null
        ? store.reverseRange(RowKeys.event(owner, 1), RowKeys.event(owner, newest))
        : store.reverseRange(
            RowKeys.aboutPolicy(owner, policy, 1), RowKeys.aboutPolicy(owner, policy, newest));
  }

  private byte[] row(KeyValueIterator<Bytes, byte[]> rows) {
    var row = rows.next().value;
    return filter.policy() == null ? row : row(Row.sequence(row));
  }

  private byte[] row(long sequence) {
    return Objects.requireNonNull(
        store.get(RowKeys.event(owner, sequence)),
        () -> "event %d of %s".formatted(sequence, owner));
  }

  private RecordedEvent decoded(byte[] row) {
    return decoder.decode(Row.eventValue(row));
  }

  private boolean passes(RecordedEvent event) {
    return (filter.actorId() == null || filter.actorId().equals(event.meta().actor().id()))
        && (filter.type() == null || filter.type() == EventType.of(event.event()))
        && (filter.policy() == null
            || (event.event() instanceof AboutPolicy about
                && about.policy().equals(filter.policy())));
  }

  /** The last sequence before the filter's end, by halving: time never goes back in an owner. */
  private long newestByTime() {
    if (filter.until() == null) {
      return Long.MAX_VALUE;
    }
    var row = store.get(RowKeys.head(owner));
    var low = 0L;
    var high = row == null ? 0L : Head.of(row).sequence();
    while (low < high) {
      var middle = low + (high - low + 1) / 2;
      if (at(middle).isBefore(filter.until())) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private Instant at(long sequence) {
    return decoded(row(sequence)).meta().at();
  }
}
