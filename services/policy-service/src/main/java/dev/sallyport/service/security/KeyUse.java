package dev.sallyport.service.security;

import dev.sallyport.domain.access.KeyHash;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * When each API key was last used on this instance, since its start: kept in memory only, since
 * recording every lookup would turn reads into writes. To the second.
 */
@Singleton
public class KeyUse {
  private static final long NEVER = Long.MIN_VALUE;

  private final InstantSource clock = InstantSource.system();
  private final ConcurrentHashMap<KeyHash, AtomicLong> seconds = new ConcurrentHashMap<>();

  void used(KeyHash key) {
    var now = clock.millis() / 1_000;
    var last = seconds.get(key);
    if (last == null) {
      last = seconds.computeIfAbsent(key, _ -> new AtomicLong(NEVER));
    }
    // Most uses are within the second of another: then nothing is written and no cache line moves.
    if (last.getPlain() != now) {
      last.setOpaque(now);
    }
  }

  /** Null if the key was not used here since the start. */
  public @Nullable Instant lastUsed(KeyHash key) {
    var last = seconds.get(key);
    return last == null || last.getOpaque() == NEVER
        ? null
        : Instant.ofEpochSecond(last.getOpaque());
  }
}
