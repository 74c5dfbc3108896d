package dev.sallyport.topology.view;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads are about to do, with a limit. */
public final class Soon {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Soon() {}

  /** Returns as soon as it is so; fails after a minute. */
  public static void is(String what, BooleanSupplier so) {
    var until = System.nanoTime() + LIMIT.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("Not within " + LIMIT + ": " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
