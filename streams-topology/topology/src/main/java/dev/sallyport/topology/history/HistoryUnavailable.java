package dev.sallyport.topology.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The projection of an owner cannot be asked here and now: it is starting, being rebuilt or moved,
 * or kept by another instance. Asking again later helps.
 */
public final class HistoryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  HistoryUnavailable(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  /** When to ask again. */
  public Duration retryAfter() {
    return RETRY_AFTER;
  }
}
