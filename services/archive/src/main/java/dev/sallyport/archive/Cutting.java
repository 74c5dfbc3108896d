package dev.sallyport.archive;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When an object is written: when it is large enough, or when its first record waits for long
 * enough.
 *
 * @param bytes of its lines, before they are compressed
 * @param nanoseconds tells time that passes, as {@link System#nanoTime} does
 */
public record Cutting(long bytes, Duration after, LongSupplier nanoseconds) {
  public Cutting {
    if (bytes < 1 || after.isNegative()) {
      throw new IllegalArgumentException("An object has a size and an age.");
    }
  }

  public static Cutting of(long bytes, Duration after) {
    return new Cutting(bytes, after, System::nanoTime);
  }

  long now() {
    return nanoseconds.getAsLong();
  }
}
