package dev.sallyport.service.pages.settings;

import dev.sallyport.service.management.KeyJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An API key in the list.
 *
 * @param cluster empty if of none
 * @param lastUsed by this instance since its start; empty if not
 */
record KeyRow(
    String id,
    String name,
    String kind,
    String cluster,
    String issuedAt,
    String issuedBy,
    String lastUsed,
    boolean bootstrap) {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static KeyRow of(KeyJson key) {
    var cluster = key.cluster();
    var issuedBy = key.issuedBy();
    return new KeyRow(
        key.id(),
        key.name(),
        key.kind(),
        cluster == null ? "" : cluster,
        text(key.issuedAt()),
        issuedBy == null ? "" : issuedBy.name(),
        text(key.lastUsedAt()),
        key.bootstrap());
  }

  static String text(@Nullable Instant moment) {
    return moment == null ? "" : UTC.format(moment);
  }
}
