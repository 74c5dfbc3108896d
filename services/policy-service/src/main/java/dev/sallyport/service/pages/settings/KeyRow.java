package dev.sallyport.service.pages.settings;

import dev.sallyport.service.management.KeyJson;
import dev.sallyport.service.pages.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key in the list.
 *
 * @param cluster empty if of none
 * @param lastUsed by this instance since its start; null if not
 */
record KeyRow(
    String id,
    String name,
    String kind,
    String cluster,
    @Nullable Moment issuedAt,
    String issuedBy,
    @Nullable Moment lastUsed,
    boolean bootstrap) {
  static KeyRow of(KeyJson key) {
    var cluster = key.cluster();
    var issuedBy = key.issuedBy();
    return new KeyRow(
        key.id(),
        key.name(),
        key.kind(),
        cluster == null ? "" : cluster,
        moment(key.issuedAt()),
        issuedBy == null ? "" : issuedBy.name(),
        moment(key.lastUsedAt()),
        key.bootstrap());
  }

  private static @Nullable Moment moment(@Nullable Instant at) {
    return at == null ? null : new Moment(at);
  }
}
