package dev.sallyport.service.management;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of short lists that are sorted as a whole. */
final class Pages {
  private Pages() {}

  record Page<T>(List<T> entries, @Nullable String next) {}

  /**
   * @param id tells entries apart; the last one's is the next cursor
   * @param cursor where an entry of this id is gone, the page begins at the start
   */
  static <T> Page<T> after(
      List<T> all, Function<T, String> id, @Nullable String cursor, int limit) {
    var last = Cursor.name(cursor);
    var from = 0;
    for (var i = 0; last != null && i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(last)) {
        from = i + 1;
        break;
      }
    }
    var until = Math.min(all.size(), from + limit);
    var entries = all.subList(from, until);
    return new Page<>(
        entries, until < all.size() ? Cursor.ofName(id.apply(entries.getLast())) : null);
  }
}
