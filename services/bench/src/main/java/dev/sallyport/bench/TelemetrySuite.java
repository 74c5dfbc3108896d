package dev.sallyport.bench;

import static dev.sallyport.bench.Figures.median;
import static dev.sallyport.bench.Figures.number;

import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Reports of agents beside an endpoint of the same HTTP stack that reads the same bodies and writes
 * as many bytes to the same broker, and does nothing else.
 */
final class TelemetrySuite {
  // An answer waits for its record to travel with others: with fewer connections both would only
  // wait, and be alike.
  private static final int CONNECTIONS = 512;
  private static final int LARGEST_ANSWER = 16 << 10;
  private static final int OK = 200;
  private static final double DETECTIONS_PER_SECOND = 1_000;
  private static final double DETECTION_MILLIS = 50;

  private final int rounds;
  private final Duration measured;
  private final Figures figures;

  TelemetrySuite(int rounds, Duration measured, Figures figures) {
    this.rounds = rounds;
    this.measured = measured;
    this.figures = figures;
  }

  void run() throws IOException {
    try (var instance = Instance.start(NoOp.OPTION);
        var api = new Api(instance.url())) {
      var reporters = Reporters.begin(api, instance.url());
      var load = new Load(instance.url(), CONNECTIONS, LARGEST_ANSWER);
      var records =
          new NetworkRecords(KafkaClients.of(instance.bootstrapServers()), new Topics(""));
      records.makeBeside(NoOp.TOPIC);
      checked(load.closed(reporters.connections(), OK, Duration.ofSeconds(1)));
      var noOps = reporters.noOps(records.meanBytes());
      besideNoOp(load, reporters.connections(), noOps);
      decisions(load, reporters.detections(), noOps);
    }
  }

  private void besideNoOp(Load load, IntFunction<byte[]> reports, IntFunction<byte[]> noOps) {
    Warming.up("no-ops", () -> checked(load.closed(noOps, OK, measured)).perSecond());
    Warming.up("reports", () -> checked(load.closed(reports, OK, measured)).perSecond());
    var reportRates = new double[rounds];
    var noOpRates = new double[rounds];
    for (var round = 0; round < rounds; round++) {
      var rates =
          Turns.of(
              measured,
              turn -> checked(load.closed(noOps, OK, turn)),
              turn -> checked(load.closed(reports, OK, turn)));
      noOpRates[round] = rates.limit().perSecond();
      reportRates[round] = rates.measured().perSecond();
    }
    figures.atLeast(
        "connections reported a second, %d at once".formatted(CONNECTIONS),
        median(LookupSuite.ratios(reportRates, noOpRates)),
        0.6,
        number(median(reportRates)) + "/s",
        number(median(noOpRates)) + "/s by an endpoint that only writes as many bytes");
  }

  private void decisions(Load load, IntFunction<byte[]> detections, IntFunction<byte[]> noOps) {
    checked(load.open(detections, OK, measured, DETECTIONS_PER_SECOND));
    var tails = new double[rounds];
    var noOpTails = new double[rounds];
    for (var round = 0; round < rounds; round++) {
      var turns =
          Turns.of(
              measured,
              turn -> checked(load.open(noOps, OK, turn, DETECTIONS_PER_SECOND)),
              turn -> checked(load.open(detections, OK, turn, DETECTIONS_PER_SECOND)));
      noOpTails[round] = turns.limit().percentile(99);
      tails[round] = turns.measured().percentile(99);
    }
    figures.atMost(
        "p99 of a detection's decision at %s a second, of %s ms"
            .formatted(number(DETECTIONS_PER_SECOND), number(DETECTION_MILLIS)),
        median(tails) / DETECTION_MILLIS,
        1.0,
        number(median(tails)) + " ms",
        number(median(noOpTails)) + " ms by an endpoint that only writes as many bytes");
  }

  private static Load.Result checked(Load.Result result) {
    if (result.failures() > 0 || result.answers() == 0) {
      throw new IllegalStateException(
          result.failures() + " of " + result.answers() + " answers were not the ones expected");
    }
    return result;
  }
}
