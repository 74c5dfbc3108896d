package dev.sallyport.bench;

import java.util.function.DoubleSupplier;

/**
 * Repeats a measurement until it grows no more. The compilers of three JVMs need minutes on a small
 * machine, and a figure from before that tells about them.
 */
final class Warming {
  private static final int MOST = 30;
  private static final int WITHOUT_GROWTH = 3;
  private static final double GROWTH = 1.03;

  private Warming() {}

  /**
   * @param rate a measurement, in something a second
   */
  static void up(String what, DoubleSupplier rate) {
    var best = 0.0;
    var without = 0;
    for (var i = 0; i < MOST && without < WITHOUT_GROWTH; i++) {
      var now = rate.getAsDouble();
      System.out.printf("       warming up: %s %s/s%n", what, Figures.number(now));
      without = now > best * GROWTH ? 0 : without + 1;
      best = Math.max(best, now);
    }
  }
}
