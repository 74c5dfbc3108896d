package dev.sallyport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks and prints each figure beside its limit. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure Sallyport on this machine: each figure beside its limit, in turns in the same run.",
      "Nothing else should be running. Takes about 20 minutes; exits with 1 if a bound is missed."
    })
public final class Bench implements Callable<Integer> {
  /** What can be measured by itself. */
  enum Suite {
    START,
    LOOKUP,
    SCALE,
    TELEMETRY,
    BASELINE,
    DELIVERY,
    CHANGE,
    LARGE_OWNER,
    PAGES,
    RESTORE
  }

  @Option(names = "--only", split = ",", description = "Of ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<Suite> only = EnumSet.allOf(Suite.class);

  @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      defaultValue = "8",
      description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
  private int seconds = 8;

  @Option(names = "--write", description = "Write the figures into this Markdown file too.")
  private @Nullable Path file;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    var figures = new Figures();
    var measured = Duration.ofSeconds(seconds);
    var lookups = new LookupSuite(rounds, measured, figures);
    var changes = new ChangeSuite(rounds, measured, figures);
    for (var suite : Suite.values()) {
      if (only.contains(suite)) {
        System.out.println("Measuring: " + suite);
        switch (suite) {
          case START -> new StartSuite(rounds, figures).run();
          case LOOKUP -> lookups.besideNoOp(1_000, 100_000);
          case SCALE -> lookups.largeBesideSmall(1_000_000, 1_000);
          case TELEMETRY -> new TelemetrySuite(rounds, measured, figures).run();
          case BASELINE -> new BaselineSuite(rounds, figures).run(100, 1_000);
          case DELIVERY -> new DeliverySuite(rounds, figures).run();
          case CHANGE -> changes.besideBareLoop();
          case LARGE_OWNER -> changes.inALargeOwner(50_000, 100_000);
          case PAGES -> new PageSuite(rounds, measured, figures).policyStore(10_000, 10);
          case RESTORE -> new RestoreSuite(rounds, figures).run(1_000_000);
        }
      }
    }
    if (file != null) {
      Files.writeString(file, page(figures));
    }
    return figures.allKept() ? 0 : 1;
  }

  private String page(Figures figures) throws IOException {
    return """
    # Benchmarks

    Written by `./sallyport bench --write docs/reference/benchmarks.md` on %s: %s, %d processors, %d GiB,
    JDK %s; %d rounds of %d seconds, medians. Figures of one machine on one day: the ratios carry over to
    another machine, the absolute numbers do not. Server, broker and load share the processors.

    %s\
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            memoryGiB(),
            Runtime.version(),
            rounds,
            seconds,
            figures.markdown());
  }

  private static String processor() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("an unnamed processor");
    }
  }

  private static long memoryGiB() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemTotal"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 20)
          .findFirst()
          .orElse(0);
    }
  }
}
