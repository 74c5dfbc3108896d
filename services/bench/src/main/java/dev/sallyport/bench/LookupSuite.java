package dev.sallyport.bench;

import static dev.sallyport.bench.Figures.median;
import static dev.sallyport.bench.Figures.number;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;

/** Lookups beside an endpoint of the same HTTP stack that does nothing but answer as many bytes. */
final class LookupSuite {
  private static final int CONNECTIONS = 64;
  private static final int OK = 200;

  private final int rounds;
  private final Duration measured;
  private final Figures figures;

  LookupSuite(int rounds, Duration measured, Figures figures) {
    this.rounds = rounds;
    this.measured = measured;
    this.figures = figures;
  }

  void besideNoOp(int owners, int attachments) throws IOException {
    try (var instance = Instance.start(NoOp.OPTION);
        var api = new Api(instance.url())) {
      var population = Population.write(api, owners, attachments);
      var load = new Load(instance.url(), CONNECTIONS);
      var lookups = population.lookups(instance.url());
      var noOps = population.noOps(instance.url(), NoOp.path(population.bytesOfAnAnswer(api)));
      Warming.up("no-ops", () -> rate(load, noOps));
      Warming.up("lookups", () -> rate(load, lookups));
      var lookupRates = new double[rounds];
      var noOpRates = new double[rounds];
      var lookupTails = new double[rounds];
      var noOpTails = new double[rounds];
      for (var round = 0; round < rounds; round++) {
        var rates =
            Turns.of(
                measured,
                turn -> load.closed(noOps, OK, turn),
                turn -> load.closed(lookups, OK, turn));
        noOpRates[round] = checked(rates.limit()).perSecond();
        lookupRates[round] = checked(rates.measured()).perSecond();
        var half = lookupRates[round] / 2;
        var tails =
            Turns.of(
                measured,
                turn -> load.open(noOps, OK, turn, half),
                turn -> load.open(lookups, OK, turn, half));
        noOpTails[round] = checked(tails.limit()).percentile(99);
        lookupTails[round] = checked(tails.measured()).percentile(99);
      }
      var where = "%,d attachments of %,d owners".formatted(population.attachments(), owners);
      figures.atLeast(
          "lookups a second, " + where,
          median(ratios(lookupRates, noOpRates)),
          0.80,
          number(median(lookupRates)) + "/s",
          number(median(noOpRates)) + "/s by an endpoint that does nothing");
      figures.atMost(
          "p99 of lookups at half that load",
          median(ratios(lookupTails, noOpTails)),
          1.5,
          number(median(lookupTails)) + " ms",
          number(median(noOpTails)) + " ms by an endpoint that does nothing");
    }
  }

  void largeBesideSmall(int large, int small) throws IOException {
    try (var largeOne = Instance.start("-Xmx4g");
        var smallOne = Instance.start("-Xmx4g");
        var largeApi = new Api(largeOne.url());
        var smallApi = new Api(smallOne.url())) {
      var many = Population.write(largeApi, 1_000, large);
      var few = Population.write(smallApi, 100, small);
      var largeLoad = new Load(largeOne.url(), CONNECTIONS);
      var smallLoad = new Load(smallOne.url(), CONNECTIONS);
      var largeLookups = many.lookups(largeOne.url());
      var smallLookups = few.lookups(smallOne.url());
      Warming.up("lookups among many", () -> rate(largeLoad, largeLookups));
      Warming.up("lookups among few", () -> rate(smallLoad, smallLookups));
      var largeRates = new double[rounds];
      var smallRates = new double[rounds];
      for (var round = 0; round < rounds; round++) {
        var rates =
            Turns.of(
                measured,
                turn -> smallLoad.closed(smallLookups, OK, turn),
                turn -> largeLoad.closed(largeLookups, OK, turn));
        smallRates[round] = checked(rates.limit()).perSecond();
        largeRates[round] = checked(rates.measured()).perSecond();
      }
      figures.atLeast(
          "lookups a second, %,d attachments".formatted(many.attachments()),
          median(ratios(largeRates, smallRates)),
          0.9,
          number(median(largeRates)) + "/s",
          "%s/s with %,d".formatted(number(median(smallRates)), few.attachments()));
      var bytes =
          (Heap.used(largeOne.servicePid(), largeApi) - Heap.used(smallOne.servicePid(), smallApi))
              / (double) (many.attachments() - few.attachments());
      figures.state("heap of an attachment", number(bytes) + " bytes");
      var cold = largeOne.toReady();
      largeOne.restart();
      figures.state(
          "start to ready with %,d attachments".formatted(many.attachments()),
          number(largeOne.toReady().toMillis() / 1e3)
              + " s, beside "
              + number(cold.toMillis() / 1e3)
              + " s when it was empty");
    }
  }

  private double rate(Load load, IntFunction<byte[]> requests) {
    return checked(load.closed(requests, OK, measured)).perSecond();
  }

  private static Load.Result checked(Load.Result result) {
    if (result.failures() > 0 || result.answers() == 0) {
      throw new IllegalStateException(
          result.failures() + " of " + result.answers() + " answers were not the ones expected");
    }
    return result;
  }

  static double[] ratios(double[] of, double[] to) {
    var ratios = new double[of.length];
    for (var i = 0; i < of.length; i++) {
      ratios[i] = of[i] / to[i];
    }
    return ratios;
  }
}
