package dev.sallyport.domain.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Whether the global block list is why an agent blocked something.
 *
 * @param reason of the list's entry, as the agent repeats it
 */
public record GlobalBlock(boolean matched, @Nullable String reason) {
  private static final int MOST = 512;

  /** What agents say where nothing of the list matched. */
  public static final GlobalBlock NONE = new GlobalBlock(false, null);

  public GlobalBlock {
    reason = reason == null || reason.isEmpty() ? null : ObservedText.of(reason, MOST);
  }
}
