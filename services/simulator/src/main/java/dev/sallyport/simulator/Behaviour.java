package dev.sallyport.simulator;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.insight.EgressCheck;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a job calls. Teams write their policies from what their jobs do, so a job calls what its
 * policy allows, the same in each run, and only now and then something that it does not.
 */
final class Behaviour {
  /** Where the compromised package sends secrets: on the global block list from the start. */
  static final String KNOWN_THIEF = "pkg-metrics.official334.workers.dev:443";

  /** And where it sends them if that fails, which no list knows yet. */
  static final Endpoint UNKNOWN_THIEF = Endpoint.of("telemetry-collect.example:443");

  /** Where the shell calls back to. */
  static final String SHELL = "203.0.113.66:4444";

  private static final int MOST_OF_A_POLICY = 6;
  private static final int SOMETHING_NEW_EVERY = 25;
  private static final int SOMETHING_BLOCKED_EVERY = 50;

  private Behaviour() {}

  /**
   * @param served what the job's lookup was answered with
   */
  static List<Call> calls(PlannedJob job, PolicyRules served) {
    var random = new Random(job.seed());
    var ordinary =
        Stream.of(
                JobKind.always(),
                job.kind().installs() ? job.ecosystem().installing() : List.<Call>of(),
                job.kind().own())
            .flatMap(List::stream)
            .toList();
    var calls = new LinkedHashSet<Call>();
    for (var call : ordinary) {
      if (!EgressCheck.blocks(served, call.destination())
          || random.nextInt(SOMETHING_BLOCKED_EVERY) == 0) {
        calls.add(call);
      }
    }
    calls.addAll(ofPolicy(job, served));
    if (random.nextInt(SOMETHING_NEW_EVERY) == 0) {
      calls.add(Call.of("mirror-" + random.nextInt(20) + ".example:443", "curl", "bash"));
    }
    switch (job.part()) {
      case NONE -> {}
      case COMPROMISED -> calls.addAll(theft());
      case REVERSE_SHELL -> {
        calls.addAll(theft());
        calls.add(shell());
      }
    }
    return List.copyOf(calls);
  }

  private static List<Call> theft() {
    return List.of(
        Call.of(KNOWN_THIEF, "node", "npm", "bash"), Call.of(UNKNOWN_THIEF, "node", "npm", "bash"));
  }

  private static Call shell() {
    return Call.of(SHELL, "bash", "node", "npm", "bash");
  }

  // The same of a policy in each run: drawn by the job's name, not by its seed.
  private static List<Call> ofPolicy(PlannedJob job, PolicyRules served) {
    if (served.mode() != EgressMode.BLOCK) {
      return List.of();
    }
    var draw = new Random((job.repository() + '/' + job.workflow() + '/' + job.name()).hashCode());
    var drawn = new ArrayList<Call>();
    for (var endpoint : served.allowedEndpoints()) {
      if (drawn.size() < MOST_OF_A_POLICY && draw.nextBoolean()) {
        drawn.add(
            endpoint.host().isWildcard()
                ? Call.of(within(endpoint), "curl", "bash")
                : Call.of(endpoint, "curl", "bash"));
      }
    }
    return drawn;
  }

  private static Endpoint within(Endpoint wildcard) {
    return Endpoint.of(wildcard.host().text().replace("*", "eu1") + ":" + wildcard.port());
  }

  static boolean isShell(Call call) {
    return call.equals(shell());
  }
}
