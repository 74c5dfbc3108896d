package dev.sallyport.domain.blocklist;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the global block list.
 *
 * @param endpoint an IPv4 address, a name, or {@code *.} and a name; canonical, without a port
 * @param reason shown to whoever meets the block; at most {@value #MAX_NOTE} characters
 * @param source where the reason can be looked up; likewise
 */
public record BlockedHost(String endpoint, @Nullable String reason, @Nullable String source) {
  static final int MAX_NOTE = 1_000;

  public BlockedHost {
    checkNote(reason);
    checkNote(source);
  }

  private static void checkNote(@Nullable String note) {
    if (note != null && note.length() > MAX_NOTE) {
      throw new IllegalArgumentException("a reason or source has at most " + MAX_NOTE);
    }
  }
}
