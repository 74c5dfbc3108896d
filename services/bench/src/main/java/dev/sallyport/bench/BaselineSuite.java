package dev.sallyport.bench;

import static dev.sallyport.bench.Figures.median;
import static dev.sallyport.bench.Figures.number;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Looks for an endpoint in the baseline of a large organization, beside the same in a small one:
 * what is over is the reading of rows. Then tells what the state of all that takes.
 */
final class BaselineSuite {
  private static final String LARGE = "Bench-Large";
  private static final String SMALL = "Bench-Small";
  private static final int QUESTIONS = 15;
  private static final long RUN = 20_000_000_000L;
  private static final Duration TO_APPEAR = Duration.ofMinutes(5);

  private final int rounds;
  private final Figures figures;

  BaselineSuite(int rounds, Figures figures) {
    this.rounds = rounds;
    this.figures = figures;
  }

  void run(int repositories, int endpoints) throws IOException {
    try (var instance = Instance.start();
        var api = new Api(instance.url())) {
      report(api, SMALL, 1, 10);
      report(api, LARGE, repositories, endpoints);
      awaitAll(api, SMALL, 1, 10);
      awaitAll(api, LARGE, repositories, endpoints);
      var large = new double[rounds];
      var small = new double[rounds];
      var needle = baseline(LARGE, "r0-h1.");
      var straw = baseline(SMALL, "r0-h1.");
      millis(() -> api.get(needle));
      for (var round = 0; round < rounds; round++) {
        small[round] = millis(() -> api.get(straw));
        large[round] = millis(() -> api.get(needle));
      }
      var total = repositories * endpoints;
      var over = median(large) - median(small);
      figures.state(
          "p50 of finding one of %,d endpoints of an organization".formatted(total),
          "%s ms, beside %s ms finding one of 10: %s endpoints read a second"
              .formatted(number(median(large)), number(median(small)), number(total / over * 1e3)));
      figures.state(
          "state of a million calls, each to an endpoint of its own",
          number(instance.bytesOfInsights() / (double) (total + 10)) + " MB");
    }
  }

  private static void report(Api api, String owner, int repositories, int endpoints) {
    api.save(owner, "policy", "egress-policy: audit\n");
    api.attach(owner, "policy", "{\"org\":{\"name\":\"" + owner + "\",\"apply_to_org\":true}}");
    var key = api.runnerKey(owner);
    var jobs = new String[repositories];
    var keys = new String[repositories];
    for (var i = 0; i < repositories; i++) {
      var path = "/v1/github/" + owner + "/repo-" + i + "/actions";
      var correlation = UUID.randomUUID().toString();
      var _ =
          api.lookUp(
              path
                  + "/policies/workflow-policy?workflow=ci.yml&run_id=%d&correlationId=%s"
                      .formatted(RUN + i, correlation),
              key);
      jobs[i] = path + "/jobs/" + correlation;
      keys[i] = api.monitor(path + "/runs/" + (RUN + i), correlation, key);
    }
    Api.each(
        repositories * endpoints,
        i -> {
          var repository = i % repositories;
          api.connected(
              jobs[repository], keys[repository], "r" + repository + "-h" + i + ".example");
        });
  }

  private static void awaitAll(Api api, String owner, int repositories, int endpoints) {
    var until = System.nanoTime() + TO_APPEAR.toNanos();
    for (var last = repositories * (endpoints - 1); last < repositories * endpoints; last++) {
      var path = baseline(owner, "-h" + last + ".");
      while (!api.get(path).contains("total_calls")) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException("What was reported does not appear: " + path);
        }
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
  }

  private static String baseline(String owner, String search) {
    return "/v1/github/" + owner + "/actions/baseline?search=" + search;
  }

  private static double millis(Supplier<String> question) {
    var times = new double[QUESTIONS];
    for (var i = 0; i < QUESTIONS; i++) {
      var from = System.nanoTime();
      var _ = question.get();
      times[i] = (System.nanoTime() - from) / 1e6;
    }
    return median(times);
  }
}
