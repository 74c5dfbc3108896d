package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.service.management.Cursor;
import dev.sallyport.service.management.PolicyPages;
import dev.sallyport.service.pages.Links;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * Which policies the list is to show, as its address says.
 *
 * @param show {@code block}, {@code audit}, {@code unattached} or {@code deleted}; all if null
 * @param after the cursor of the last policy of the page before
 * @param before the cursor of the first policy of the page after
 */
public record StoreQuery(
    @QueryParam("show") @Nullable String show,
    @QueryParam("search") @Nullable String search,
    @QueryParam("after") @Nullable String after,
    @QueryParam("before") @Nullable String before) {

  public StoreQuery {
    show = empty(show) ? null : show;
    search = empty(search) ? null : search;
    after = empty(after) ? null : after;
    before = empty(before) ? null : before;
  }

  private static boolean empty(@Nullable String text) {
    return text == null || text.isBlank();
  }

  PolicyPages policies() {
    return switch (show) {
      case null -> PolicyPages.of(null, false, search, false);
      case "unattached" -> PolicyPages.of(null, true, search, false);
      case "deleted" -> PolicyPages.of(null, false, search, true);
      case "block" -> PolicyPages.of(EgressMode.BLOCK.text(), false, search, false);
      default -> PolicyPages.of(show, false, search, false);
    };
  }

  /** The address of the list under another filter; the search stays. */
  String showing(String path, @Nullable String other) {
    return address(path, other, null, null);
  }

  String pageAfter(String path, String name) {
    return address(path, show, "after", Cursor.ofName(name));
  }

  String pageBefore(String path, String name) {
    return address(path, show, "before", Cursor.ofName(name));
  }

  String here(String path) {
    return after != null
        ? address(path, show, "after", after)
        : address(path, show, before == null ? null : "before", before);
  }

  private String address(
      String path, @Nullable String shown, @Nullable String side, @Nullable String cursor) {
    var address = new StringBuilder(path);
    add(address, "show", shown);
    add(address, "search", search);
    if (side != null) {
      add(address, side, cursor);
    }
    return address.toString();
  }

  private static void add(StringBuilder address, String name, @Nullable String value) {
    if (value != null) {
      address
          .append(address.indexOf("?") < 0 ? '?' : '&')
          .append(name)
          .append('=')
          .append(Links.segment(value));
    }
  }
}
