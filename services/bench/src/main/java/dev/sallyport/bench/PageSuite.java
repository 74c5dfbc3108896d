package dev.sallyport.bench;

import static dev.sallyport.bench.Figures.median;
import static dev.sallyport.bench.Figures.number;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;

/** The Policy Store of an organization with many policies, beside that of one with few. */
final class PageSuite {
  private static final int OK = 200;
  private static final String YAML =
      """
      egress-policy: block
      allowed-endpoints: >
        api.github.com:443
        host-%d.example:443
      """;

  private final int rounds;
  private final Duration measured;
  private final Figures figures;

  PageSuite(int rounds, Duration measured, Figures figures) {
    this.rounds = rounds;
    this.measured = measured;
    this.figures = figures;
  }

  void policyStore(int many, int few) throws IOException {
    try (var instance = Instance.start();
        var api = new Api(instance.url())) {
      Api.each(many, i -> api.save("many", "policy-" + i, YAML.formatted(i)));
      Api.each(few, i -> api.save("few", "policy-" + i, YAML.formatted(i)));
      compare(
          "the Policy Store, %,d policies".formatted(many),
          page(instance.url(), "many", ""),
          "with %,d".formatted(few),
          page(instance.url(), "few", ""),
          instance.url());
      compare(
          "finding one of %,d policies".formatted(many),
          page(instance.url(), "many", "?search=policy-" + (many - 1)),
          "finding one of %,d".formatted(few),
          page(instance.url(), "few", "?search=policy-" + (few - 1)),
          instance.url());
    }
  }

  private void compare(
      String what, IntFunction<byte[]> page, String limit, IntFunction<byte[]> least, URI url) {
    var load = new Load(url, 1);
    Warming.up(what, () -> checked(load.closed(page, OK, measured)).perSecond());
    checked(load.closed(least, OK, measured));
    var times = new double[rounds];
    var leastTimes = new double[rounds];
    for (var round = 0; round < rounds; round++) {
      var both =
          Turns.of(
              measured,
              turn -> checked(load.closed(least, OK, turn)),
              turn -> checked(load.closed(page, OK, turn)));
      leastTimes[round] = both.limit().percentile(50);
      times[round] = both.measured().percentile(50);
    }
    figures.atMost(
        "p50 of a page: " + what,
        median(LookupSuite.ratios(times, leastTimes)),
        1.5,
        number(median(times)) + " ms",
        number(median(leastTimes)) + " ms " + limit);
  }

  private static IntFunction<byte[]> page(URI url, String owner, String query) {
    var request =
        """
        GET /github/%s/actions/policies%s HTTP/1.1\r
        Host: %s\r
        Authorization: Bearer %s\r
        Accept: text/html\r
        \r
        """
            .formatted(owner, query, url.getAuthority(), Instance.ADMIN_KEY)
            .getBytes(StandardCharsets.US_ASCII);
    return _ -> request;
  }

  private static Load.Result checked(Load.Result result) {
    if (result.failures() > 0 || result.answers() == 0) {
      throw new IllegalStateException(
          result.failures() + " of " + result.answers() + " pages were not answered with 200");
    }
    return result;
  }
}
