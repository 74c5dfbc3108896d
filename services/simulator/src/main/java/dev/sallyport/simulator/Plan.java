package dev.sallyport.simulator;

import dev.sallyport.simulator.Organization.Repository;
import dev.sallyport.simulator.PlannedJob.Part;
import dev.sallyport.simulator.PlannedJob.Runner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which jobs run, in their order. A few repositories run in every round and the others in turn, so
 * that some jobs have run often enough for a baseline to mean something. In the middle a package of
 * npm that several repositories install turns out to be compromised.
 *
 * @param incident one after another, so that it does not depend on timing which of its jobs was the
 *     first
 */
record Plan(List<PlannedJob> before, List<PlannedJob> incident, List<PlannedJob> after) {
  private static final int BUSY = 4;
  private static final int OTHERS_IN_A_ROUND = 6;
  private static final int STRUCK = 5;
  private static final int FORK_EVERY = 40;
  private static final int CLUSTER_EVERY = 5;
  private static final int WITHOUT_KEY_EVERY = 3;
  // Of the 600 a minute that an address may send without a key, so that a second run fits in too.
  private static final int MOST_WITHOUT_KEY = 200;
  // Eleven digits, as GitHub's have these days, and others in each simulation of four months: more
  // a
  // second than can be run.
  private static final long FIRST_RUN = 17_000_000_000L;
  private static final long A_SECOND = 1_000;
  private static final List<String> ADDED = List.of("nightly.yml", "release.yml");

  Plan {
    before = List.copyOf(before);
    incident = List.copyOf(incident);
    after = List.copyOf(after);
  }

  /**
   * @param runs of workflows altogether, the incident's among them
   * @param start sets this simulation's ids apart from those of others
   */
  static Plan of(Organization organization, int runs, long seed, Instant start) {
    return new Drawing(organization, seed, start).plan(runs);
  }

  List<PlannedJob> all() {
    var all = new ArrayList<>(before);
    all.addAll(incident);
    all.addAll(after);
    return List.copyOf(all);
  }

  private static final class Drawing {
    private final List<String> clusters;
    private final List<Repository> struck;
    private final List<Repository> repositories;
    private final Random random;
    private final long firstRun;
    private int run;
    private int withoutKey;
    private int hosted;
    private int others;

    Drawing(Organization organization, long seed, Instant start) {
      this.clusters = organization.clusters();
      var with = organization.repositories().stream().filter(Drawing::usesItsPackages).toList();
      var without =
          organization.repositories().stream().filter(each -> !usesItsPackages(each)).toList();
      this.struck = Stream.concat(with.stream(), without.stream()).limit(STRUCK).toList();
      this.repositories =
          Stream.of(
                  with.stream().limit(BUSY / 2),
                  without.stream().limit(BUSY / 2),
                  with.stream().skip(BUSY / 2),
                  without.stream().skip(BUSY / 2))
              .flatMap(each -> each)
              .toList();
      this.random = new Random(seed ^ start.toEpochMilli());
      this.firstRun = FIRST_RUN + Math.floorMod(start.getEpochSecond(), 10_000_000L) * A_SECOND;
    }

    private static boolean usesItsPackages(Repository repository) {
      return Ecosystem.of(repository.name()) == Ecosystem.NODE;
    }

    Plan plan(int runs) {
      var inIncident = runs < 2 * STRUCK ? 0 : struck.size();
      var ordinary = runs - inIncident;
      var before = ordinary(ordinary / 2);
      var incident = new ArrayList<PlannedJob>();
      for (var i = 0; i < inIncident; i++) {
        incident.addAll(struck(i));
      }
      return new Plan(before, incident, ordinary(ordinary - ordinary / 2));
    }

    private List<PlannedJob> ordinary(int runs) {
      var jobs = new ArrayList<PlannedJob>();
      for (var i = 0; i < runs; i++) {
        var turn = i % (BUSY + OTHERS_IN_A_ROUND);
        jobs.addAll(
            turn < BUSY
                ? run(repository(turn), 0, Part.NONE)
                : run(other(), others++ / repositories.size(), Part.NONE));
      }
      return jobs;
    }

    private List<PlannedJob> struck(int number) {
      return run(struck.get(number), 0, number == 1 ? Part.REVERSE_SHELL : Part.COMPROMISED);
    }

    private Repository repository(int number) {
      return repositories.get(number % repositories.size());
    }

    private Repository other() {
      return repository(BUSY + others);
    }

    /**
     * @param turn which of its workflows
     */
    private List<PlannedJob> run(Repository repository, int turn, Part part) {
      var workflows = new ArrayList<String>();
      workflows.add(
          repository.workflows().contains("ci.yml") ? "ci.yml" : repository.workflows().getFirst());
      repository.workflows().stream()
          .filter(each -> !workflows.contains(each))
          .forEach(workflows::add);
      ADDED.stream().filter(each -> !workflows.contains(each)).forEach(workflows::add);
      var workflow = workflows.get(turn % workflows.size());
      var id = String.valueOf(firstRun + run++);
      var fromFork = part == Part.NONE && run % FORK_EVERY == 0;
      return JobKind.of(workflow).stream()
          .map(kind -> job(repository.name(), workflow, id, kind, fromFork, part))
          .toList();
    }

    private PlannedJob job(
        String repository, String workflow, String id, JobKind kind, boolean fromFork, Part part) {
      var runner = fromFork ? new Runner.Fork() : runner(repository);
      var correlation = new UUID(random.nextLong(), random.nextLong());
      return new PlannedJob(
          repository,
          workflow,
          id,
          kind,
          Ecosystem.of(repository),
          runner,
          switch (runner) {
            case Runner.Hosted _, Runner.Fork _ -> uuid(correlation);
            case Runner.ScaleSet(var cluster) ->
                cluster + "-runner-" + correlation.toString().substring(0, 13);
          },
          kind.installs() ? part : Part.NONE,
          random.nextLong());
    }

    private Runner runner(String repository) {
      var number =
          Math.floorMod(repository.hashCode(), CLUSTER_EVERY * Math.max(1, clusters.size()));
      if (number < clusters.size()) {
        return new Runner.ScaleSet(clusters.get(number));
      }
      var withKey = hosted++ % WITHOUT_KEY_EVERY != 0 || withoutKey >= MOST_WITHOUT_KEY;
      withoutKey += withKey ? 0 : 1;
      return new Runner.Hosted(withKey);
    }

    // Version 4, as clients make them.
    private static String uuid(UUID random) {
      return new UUID(
              (random.getMostSignificantBits() & ~0xF000L) | 0x4000L,
              (random.getLeastSignificantBits() & ~(3L << 62)) | (1L << 63))
          .toString();
    }
  }
}
