package dev.sallyport.service.pages;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which page of a long list an address asks for, from 1 on. */
public record PageNumber(int number) {
  // So short that the rows before it can be counted.
  private static final Pattern WRITTEN = Pattern.compile("[1-9][0-9]{0,4}");

  public static PageNumber read(@Nullable String written) {
    if (written == null || written.isEmpty()) {
      return new PageNumber(1);
    }
    if (!WRITTEN.matcher(written).matches()) {
      throw new Rejection(new Malformed("page is a number from 1 to 99999."));
    }
    return new PageNumber(Integer.parseInt(written));
  }

  /** How many rows come before it. */
  public int skip(int rows) {
    return (number - 1) * rows;
  }

  /** Its part of a whole list. */
  public <T> List<T> of(List<T> all, int rows) {
    var from = Math.min(skip(rows), all.size());
    return all.subList(from, Math.min(from + rows, all.size()));
  }

  /**
   * The way to its neighbors.
   *
   * @param address of the list, without a page
   */
  public Pager pager(Address address, int rows, int total) {
    var from = skip(rows);
    var to = Math.min(from + rows, total);
    return new Pager(
        number == 1 ? null : page(address, number - 1),
        to < total ? page(address, number + 1) : null,
        from < to ? "%d–%d of %d".formatted(from + 1, to, total) : "none of " + total);
  }

  private static String page(Address address, int number) {
    return address.with("page", number == 1 ? null : Integer.toString(number)).toString();
  }

  /**
   * @param previous the address of the page before; null on the first
   * @param next null on the last
   * @param words which rows these are
   */
  public record Pager(@Nullable String previous, @Nullable String next, String words) {}
}
