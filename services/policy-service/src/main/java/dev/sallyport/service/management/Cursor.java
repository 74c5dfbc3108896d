package dev.sallyport.service.management;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page begins: opaque to clients. */
public final class Cursor {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private Cursor() {}

  public static @Nullable String ofNumber(@Nullable Long before) {
    return before == null ? null : Long.toString(before);
  }

  public static @Nullable Long number(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    if (!NUMBER.matcher(cursor).matches()) {
      throw unknown();
    }
    return Long.parseLong(cursor);
  }

  public static String ofName(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  public static @Nullable String name(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  private static Rejection unknown() {
    return new Rejection(new Malformed("cursor is none of this list: take it from next as it is."));
  }
}
