package dev.sallyport.bench;

import java.time.Duration;
import java.util.function.Function;

/**
 * A measurement and its limit, taken in turns of a second: what a neighbour does to the machine for
 * some seconds then happens to both.
 *
 * @param limit all turns of the limit together
 * @param measured all turns of what is measured
 */
record Turns(Load.Result limit, Load.Result measured) {
  private static final Duration TURN = Duration.ofSeconds(1);

  /**
   * @param each how long either is measured in sum, rounded up to whole turns
   */
  static Turns of(
      Duration each,
      Function<Duration, Load.Result> limit,
      Function<Duration, Load.Result> measured) {
    var turns = new Turns(limit.apply(TURN), measured.apply(TURN));
    for (var left = each.minus(TURN); left.isPositive(); left = left.minus(TURN)) {
      turns =
          new Turns(turns.limit.and(limit.apply(TURN)), turns.measured.and(measured.apply(TURN)));
    }
    return turns;
  }
}
