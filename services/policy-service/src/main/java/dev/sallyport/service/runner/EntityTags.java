package dev.sallyport.service.runner;

import org.jspecify.annotations.Nullable;

/** {@code If-None-Match} (RFC 9110, 13.1.2): compared weakly, a list of tags or an asterisk. */
final class EntityTags {
  private EntityTags() {}

  /** Whether the client holds what has this tag already. */
  static boolean matches(@Nullable String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    if (ifNoneMatch.equals(etag)) {
      return true;
    }
    for (var listed : ifNoneMatch.split(",", 50)) {
      var tag = listed.strip();
      if (tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
