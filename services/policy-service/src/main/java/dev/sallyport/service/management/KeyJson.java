package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An API key.
 *
 * @param key its secret: in the answer that issued it, and never again
 * @param cluster of a runner key: the cluster that its jobs run on
 * @param lastUsedAt on the instance that answers, since its start; to the second
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ApiKey")
public record KeyJson(
    String id,
    @Nullable String key,
    String kind,
    String name,
    @Nullable String cluster,
    boolean bootstrap,
    @Nullable Instant issuedAt,
    @Nullable ActorJson issuedBy,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  /** What is asked for when issuing one. */
  @Schema(name = "NewApiKey")
  public record Asked(@Nullable String kind, @Nullable String name, @Nullable String cluster) {}

  static KeyJson issued(ApiKey key, @Nullable String secret) {
    return of(key, secret, null, null);
  }

  static KeyJson listed(ApiKeyEntry entry, @Nullable Instant lastUsed) {
    return of(entry.apiKey(), null, entry, lastUsed);
  }

  private static KeyJson of(
      ApiKey key,
      @Nullable String secret,
      @Nullable ApiKeyEntry entry,
      @Nullable Instant lastUsed) {
    var cluster = key.cluster();
    return new KeyJson(
        key.id().value(),
        secret,
        key.kind().word(),
        key.name(),
        cluster == null ? null : cluster.name(),
        key.bootstrap(),
        entry == null ? null : entry.issuedAt(),
        entry == null ? null : ActorJson.of(entry.issuedBy()),
        entry == null ? null : entry.revokedAt(),
        lastUsed);
  }
}
