package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.service.management.Cursor;
import dev.sallyport.service.pages.Links;
import dev.sallyport.topology.view.OwnerBook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list shows; only its own rows are looked at closely.
 *
 * @param here the address of exactly this, for a later look
 * @param head the owner's last change that is in it
 * @param owned whether there is any policy at all, deleted ones apart
 * @param previous the address of the page before; null on the first one
 */
public record StoreView(
    String path,
    String here,
    long head,
    @Nullable String search,
    @Nullable String show,
    List<Counter> counters,
    boolean owned,
    List<PolicyRow> rows,
    @Nullable String previous,
    @Nullable String next) {
  private static final int ROWS = 50;

  /** A number that is a filter as well. */
  public record Counter(String label, int count, String href, boolean current) {}

  private record Slice(List<PolicyEntry> entries, boolean previous, boolean next) {}

  static StoreView of(String owner, OwnerBook book, StoreQuery query, boolean mayChange) {
    var path = Links.policies(owner);
    var slice = slice(book, query);
    var entries = slice.entries();
    var head = book.head();
    return new StoreView(
        path,
        query.here(path),
        head == null ? 0 : head.sequence(),
        query.search(),
        query.show(),
        counters(path, book, query),
        book.counts().total() > 0,
        entries.stream().map(entry -> PolicyRow.of(owner, book, entry, mayChange)).toList(),
        slice.previous() && !entries.isEmpty()
            ? query.pageBefore(path, entries.getFirst().policy().value())
            : null,
        slice.next() && !entries.isEmpty()
            ? query.pageAfter(path, entries.getLast().policy().value())
            : null);
  }

  private static Slice slice(OwnerBook book, StoreQuery query) {
    var before = Cursor.name(query.before());
    if (before != null) {
      var page = query.policies().before(book, before, ROWS);
      return new Slice(page.entries(), page.previous(), true);
    }
    var after = Cursor.name(query.after());
    var page = query.policies().after(book, after, ROWS);
    return new Slice(page.entries(), after != null, page.next() != null);
  }

  private static List<Counter> counters(String path, OwnerBook book, StoreQuery query) {
    var counts = book.counts();
    return List.of(
        counter(path, query, "Total", counts.total(), null),
        counter(path, query, "Block", counts.block(), "block"),
        counter(path, query, "Audit", counts.audit(), "audit"),
        counter(path, query, "Unattached", counts.unattached(), "unattached"));
  }

  private static Counter counter(
      String path, StoreQuery query, String label, int count, @Nullable String show) {
    var current = show == null ? query.show() == null : show.equals(query.show());
    return new Counter(label, count, query.showing(path, show), current);
  }

  /** The address of the list of deleted policies. */
  public String deleted() {
    return path + "?show=deleted";
  }

  public boolean showsDeleted() {
    return "deleted".equals(show);
  }

  public boolean filtered() {
    return show != null || search != null;
  }
}
