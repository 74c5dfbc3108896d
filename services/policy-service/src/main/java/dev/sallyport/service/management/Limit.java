package dev.sallyport.service.management;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import org.jspecify.annotations.Nullable;

/** How many entries a page holds. */
public final class Limit {
  public static final int DEFAULT = 50;

  /** More is cut to this: pages with the texts of policies must stay of a bounded size. */
  public static final int MAX = 200;

  private Limit() {}

  public static int of(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1) {
      throw new Rejection(new Malformed("limit is a number from 1 on."));
    }
    return Math.min(asked, MAX);
  }
}
