package dev.sallyport.bench;

import static dev.sallyport.bench.Figures.median;
import static dev.sallyport.bench.Figures.number;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Changes, each answered once it can be read, beside the bare exactly-once loop. */
final class ChangeSuite {
  private static final int CLIENTS = 64;
  private static final int OWNERS = 512;
  private static final int PARTITIONS = 6;
  private static final int OK = 200;

  private final int rounds;
  private final Duration measured;
  private final Figures figures;
  private int texts;

  ChangeSuite(int rounds, Duration measured, Figures figures) {
    this.rounds = rounds;
    this.measured = measured;
    this.figures = figures;
  }

  void besideBareLoop() throws IOException {
    try (var instance = Instance.start();
        var api = new Api(instance.url());
        var bare =
            new BareLoop(
                instance.bootstrapServers(),
                PARTITIONS,
                Files.createTempDirectory("sallyport-bench-streams").toString())) {
      Api.each(OWNERS, owner -> api.save(owner(owner), "base", yaml(0)));
      var changes = changes(instance.url(), i -> owner(i % OWNERS));
      var one = new Load(instance.url(), 1);
      var many = new Load(instance.url(), CLIENTS);
      Warming.up("changes", () -> checked(many.closed(changes, OK, measured)).perSecond());
      Warming.up("bare loop", () -> bare.run(CLIENTS, measured).perSecond());
      var serial = new double[rounds];
      var bareSerial = new double[rounds];
      var rates = new double[rounds];
      var bareRates = new double[rounds];
      for (var round = 0; round < rounds; round++) {
        var serially =
            Turns.of(
                measured,
                turn -> bare.run(1, turn),
                turn -> checked(one.closed(changes, OK, turn)));
        bareSerial[round] = serially.limit().percentile(50);
        serial[round] = serially.measured().percentile(50);
        var together =
            Turns.of(
                measured,
                turn -> bare.run(CLIENTS, turn),
                turn -> checked(many.closed(changes, OK, turn)));
        bareRates[round] = together.limit().perSecond();
        rates[round] = together.measured().perSecond();
      }
      figures.atMost(
          "p50 of a change, one client",
          median(LookupSuite.ratios(serial, bareSerial)),
          2.0,
          number(median(serial)) + " ms",
          number(median(bareSerial)) + " ms by the bare exactly-once loop");
      figures.atLeast(
          "changes a second, 64 clients, 512 owners",
          median(LookupSuite.ratios(rates, bareRates)),
          0.6,
          number(median(rates)) + "/s",
          number(median(bareRates)) + "/s by the bare exactly-once loop");
      figures.atLeast(
          "changes a second, 64 clients, in thousands",
          median(rates) / 1_000,
          3.0,
          number(median(rates)) + "/s",
          "3,000/s");
    }
  }

  void inALargeOwner(int policies, int scopes) throws IOException {
    try (var instance = Instance.start("-Xmx3g");
        var api = new Api(instance.url())) {
      api.save("small", "base", yaml(0));
      api.save("large", "base", yaml(0));
      Api.each(policies - 1, i -> api.save("large", "policy-" + i, yaml(i)));
      Api.each(scopes / 2_000, i -> api.attach("large", "policy-" + i, repositories(i)));
      var load = new Load(instance.url(), 1);
      var large = changes(instance.url(), _ -> "large");
      var small = changes(instance.url(), _ -> "small");
      Warming.up("changes", () -> checked(load.closed(large, OK, measured)).perSecond());
      checked(load.closed(small, OK, measured));
      var inLarge = new double[rounds];
      var inSmall = new double[rounds];
      for (var round = 0; round < rounds; round++) {
        var both =
            Turns.of(
                measured,
                turn -> checked(load.closed(small, OK, turn)),
                turn -> checked(load.closed(large, OK, turn)));
        inSmall[round] = both.limit().percentile(50);
        inLarge[round] = both.measured().percentile(50);
      }
      figures.atMost(
          "p50 of a change in an owner with %,d policies and %,d scopes"
              .formatted(policies, scopes),
          median(LookupSuite.ratios(inLarge, inSmall)),
          1.5,
          number(median(inLarge)) + " ms",
          number(median(inSmall)) + " ms in an owner with one policy");
    }
  }

  /** A new text each time: saving what is already so would change nothing. */
  private IntFunction<byte[]> changes(URI url, IntFunction<String> owner) {
    return i -> {
      var body = yaml(++texts).getBytes(StandardCharsets.UTF_8);
      var head =
          """
          PUT /v1/github/%s/actions/policies/base HTTP/1.1\r
          Host: %s\r
          Authorization: Bearer %s\r
          Content-Type: application/yaml\r
          Content-Length: %d\r
          \r
          """
              .formatted(owner.apply(i), url.getAuthority(), Instance.ADMIN_KEY, body.length)
              .getBytes(StandardCharsets.US_ASCII);
      var request = new byte[head.length + body.length];
      System.arraycopy(head, 0, request, 0, head.length);
      System.arraycopy(body, 0, request, head.length, body.length);
      return request;
    };
  }

  private static Load.Result checked(Load.Result result) {
    if (result.failures() > 0 || result.answers() == 0) {
      throw new IllegalStateException(
          result.failures() + " of " + result.answers() + " changes were not answered with 200");
    }
    return result;
  }

  private static String repositories(int block) {
    return IntStream.range(0, 2_000)
        .mapToObj(i -> "{\"name\":\"repo-%d-%d\",\"apply_to_repo\":true}".formatted(block, i))
        .collect(
            Collectors.joining(
                ",", "{\"org\":{\"name\":\"large\",\"apply_to_org\":false,\"repos\":[", "]}}"));
  }

  private static String owner(int number) {
    return "owner-" + number;
  }

  private static String yaml(int number) {
    return """
    egress-policy: block
    allowed-endpoints: >
      api.github.com:443
      github.com:443
      objects.githubusercontent.com:443
      change-%d.example:443
    """
        .formatted(number);
  }
}
