package dev.sallyport.bench;

import static dev.sallyport.bench.Figures.median;
import static dev.sallyport.bench.Figures.number;

import java.io.IOException;

/** From the command to being ready: on an empty folder, and again on the same data. */
final class StartSuite {
  private static final double COLD_SECONDS = 12;
  private static final double WARM_SECONDS = 8;

  private final int rounds;
  private final Figures figures;

  StartSuite(int rounds, Figures figures) {
    this.rounds = rounds;
    this.figures = figures;
  }

  void run() throws IOException {
    var cold = new double[rounds];
    var warm = new double[rounds];
    for (var round = 0; round < rounds; round++) {
      try (var instance = Instance.start()) {
        cold[round] = instance.toReady().toMillis() / 1e3;
        instance.restart();
        warm[round] = instance.toReady().toMillis() / 1e3;
      }
    }
    figures.atMost(
        "seconds to ready, first start, of 12",
        median(cold) / COLD_SECONDS,
        1.0,
        number(median(cold)) + " s",
        "12 s");
    figures.atMost(
        "seconds to ready, restart, of 8",
        median(warm) / WARM_SECONDS,
        1.0,
        number(median(warm)) + " s",
        "8 s");
  }
}
