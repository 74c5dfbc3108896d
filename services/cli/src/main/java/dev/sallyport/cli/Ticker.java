package dev.sallyport.cli;

import java.time.Duration;
import java.util.function.Supplier;

/** Tells how far something is, every two seconds at most. Of one thread. */
final class Ticker {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private long told = System.nanoTime();

  void tell(Supplier<String> line) {
    var now = System.nanoTime();
    if (now - told >= PAUSE.toNanos()) {
      told = now;
      System.out.println(line.get());
    }
  }
}
