package dev.sallyport.simulator;

/**
 * A job that is going to run.
 *
 * @param repository without its owner
 * @param run GitHub's id of the workflow run
 * @param correlation what the client calls the job
 * @param seed of what differs between two runs of it
 */
record PlannedJob(
    String repository,
    String workflow,
    String run,
    JobKind kind,
    Ecosystem ecosystem,
    Runner runner,
    String correlation,
    Part part,
    long seed) {

  /** The job's id in its workflow. */
  String name() {
    return switch (kind) {
      case BUILD -> "build";
      case TEST -> "test";
      case LINT -> "lint";
      case PUBLISH -> "publish";
      case IMAGE -> "image";
      case SCAN -> "scan";
    };
  }

  /** Where it runs, and so how it shows whose it is. */
  sealed interface Runner {
    /**
     * Of GitHub.
     *
     * @param monitoredWithKey as our clients do; the public action sends no key with monitor
     */
    record Hosted(boolean monitoredWithKey) implements Runner {}

    /** In a cluster, with a runner key of that cluster. */
    record ScaleSet(String cluster) implements Runner {}

    /** Of a pull request from a fork, which gets no secrets: no key, and so no lookup. */
    record Fork() implements Runner {}
  }

  /** What it plays in the incident. */
  enum Part {
    NONE,
    /** One of its packages sends secrets away. */
    COMPROMISED,
    /** That, and a shell for whoever sent the package. */
    REVERSE_SHELL
  }
}
