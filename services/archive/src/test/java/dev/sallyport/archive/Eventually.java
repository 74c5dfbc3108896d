package dev.sallyport.archive;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come, as long as a slow machine takes. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Eventually() {}

  static void is(String what, BooleanSupplier condition) throws InterruptedException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("Not after " + PATIENCE + ": " + what);
      }
      Thread.sleep(20);
    }
  }
}
