package dev.sallyport.service.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.insight.EgressCheck;
import dev.sallyport.domain.insight.Observation;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.topology.telemetry.MemoryTelemetry;
import dev.sallyport.topology.telemetry.Telemetry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The answer from daily counts is that of going through every event that was reported. The replay
 * knows of nothing but the events, who stands where, and {@link EgressCheck}.
 */
@QuarkusTest
@TestProfile(InMemory.class)
class ReplayingWhatIfTest {
  private static final long SEED = 4711;
  private static final List<String> REPOSITORIES = List.of("app", "lib", "web");
  private static final List<String> WORKFLOWS = List.of("ci.yml", "release.yml");
  private static final List<String> HOSTS =
      List.of("github.com", "pypi.example", "mirror.example", "evil.example", "cdn.mirror.example");
  private static final List<String> TOOLS = List.of("curl", "pip", "git");
  private static final String STRICT = "egress-policy: block\nallowed-endpoints: github.com:443\n";
  private static final String WIDE =
      "egress-policy: block\nallowed-endpoints: >\n  github.com:443 *.mirror.example:443"
          + " pypi.example:80\n";
  private static final String AUDIT = "egress-policy: audit\n";
  private static final String DENY =
      "egress-policy: block\ndenied-endpoints: pypi.example evil.example\n";

  private final Random random = new Random(SEED);
  private final String owner = Api.newOwner();
  private final Map<String, Played> played = new HashMap<>();
  private final Map<String, String> standing = new HashMap<>();
  private final MemoryTelemetry telemetry;
  private final WhatIfAnswers answers;

  @Inject
  ReplayingWhatIfTest(Telemetry telemetry, WhatIfAnswers answers) {
    this.telemetry = (MemoryTelemetry) telemetry;
    this.answers = answers;
  }

  private record Played(String repo, String workflow, @Nullable String cluster) {
    /** The most specific first. */
    List<String> scopes() {
      var scopes = new ArrayList<>(List.of("w/" + repo + "/" + workflow, "r/" + repo, "o"));
      if (cluster != null) {
        scopes.add("c/" + cluster);
      }
      return scopes;
    }
  }

  /** Rows with their calls, and what was considered. */
  private record Told(Map<String, Long> blocked, Map<String, Long> allowed, long calls, int jobs) {}

  @Test
  void from_daily_counts_it_is_the_same_as_from_every_event() {
    play();
    save("strict", STRICT);
    save("wide", WIDE);
    stand(
        "strict",
        "{\"org\":{\"apply_to_org\":false,\"repos\":[{\"name\":\"lib\",\"apply_to_repo\":true}]}}");
    standing.put("r/lib", "strict");
    stand("wide", "{\"clusters\":[\"prod\"]}");
    standing.put("c/prod", "wide");

    var some = 0;
    for (var draft : List.of(STRICT, WIDE, AUDIT, DENY)) {
      for (var scopes :
          List.of(
              List.of("o"),
              List.of("c/prod"),
              List.of("r/app", "r/lib"),
              List.of("w/lib/ci.yml"),
              List.of("w/app/release.yml", "c/prod"),
              List.of("r/nowhere"))) {
        for (var named : new String[] {"", "strict", "wide"}) {
          var expected = replay(rules(draft), Set.copyOf(scopes), named);
          assertThat(told(rules(draft), scopes, named))
              .as("%s at %s of “%s”", draft, scopes, named)
              .isEqualTo(expected);
          some += expected.blocked().isEmpty() && expected.allowed().isEmpty() ? 0 : 1;
        }
      }
    }
    assertThat(some).as("questions that something was to be told about").isGreaterThan(20);
  }

  private void play() {
    var keys =
        Map.of("", PlayedJob.runnerKey(owner, null), "prod", PlayedJob.runnerKey(owner, "prod"));
    for (var i = 0; i < 14; i++) {
      var repo = pick(REPOSITORIES);
      var workflow = pick(WORKFLOWS);
      var cluster = random.nextBoolean() ? "" : "prod";
      var run = Integer.toString(random.nextInt(1, 5));
      PlayedJob job;
      if (i % 7 == 6) {
        // Of a run that nobody looked up: else its address would show whose it is.
        job = PlayedJob.unverified(owner, repo, "99");
      } else {
        job = PlayedJob.unverified(owner, repo, run);
        // The lookup comes after the first reports, or before: it counts all the same.
        if (i % 2 == 0) {
          call(job);
        }
        PlayedJob.lookUp(
            String.valueOf(keys.get(cluster)), owner, repo, run, workflow, job.correlation);
        played.put(job.correlation, new Played(repo, workflow, cluster.isEmpty() ? null : cluster));
      }
      for (var call = 0; call < 8; call++) {
        call(job);
      }
    }
  }

  private void call(PlayedJob job) {
    var port = random.nextInt(4) == 0 ? 80 : 443;
    switch (random.nextInt(5)) {
      case 0 -> job.isBlocked(pick(HOSTS), port, pick(TOOLS));
      case 1 -> job.isBlockedGlobally(pick(HOSTS), port, pick(TOOLS));
      default -> job.calls(pick(HOSTS), port, pick(TOOLS));
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Told replay(PolicyRules draft, Set<String> scopes, String named) {
    var blocked = new TreeMap<String, Long>();
    var allowed = new TreeMap<String, Long>();
    var jobs = new HashSet<Played>();
    var seen = new HashSet<List<Object>>();
    var calls = 0L;
    for (var repo : REPOSITORIES) {
      for (var event : telemetry.recorded(RepositoryFullName.of(owner, repo))) {
        var observed = observed(event);
        if (observed == null) {
          continue;
        }
        var job = played.get(observed.job().correlation().text());
        var distinct =
            List.<Object>of(
                observed.job(), observed.destination(), observed.verdict(), observed.processes());
        if (job == null || !applies(job, scopes, named) || !seen.add(distinct)) {
          continue;
        }
        calls++;
        jobs.add(job);
        var row =
            job.repo() + " " + job.workflow() + " " + job.cluster() + " " + observed.destination();
        var blocks = EgressCheck.blocks(draft, observed.destination());
        if (observed.verdict() == Verdict.ALLOWED && blocks) {
          blocked.merge(row, 1L, Long::sum);
        } else if (observed.verdict() == Verdict.BLOCKED && !blocks) {
          allowed.merge(row, 1L, Long::sum);
        }
      }
    }
    return new Told(blocked, allowed, calls, jobs.size());
  }

  private static @Nullable Observation observed(TelemetryEvent event) {
    return event instanceof ConnectionSeen connection ? Observation.of(connection) : null;
  }

  private boolean applies(Played job, Set<String> scopes, String named) {
    for (var scope : job.scopes()) {
      if (scopes.contains(scope)) {
        return true;
      }
      var stands = standing.get(scope);
      if (stands != null && !stands.equals(named)) {
        return false;
      }
    }
    return false;
  }

  private Told told(PolicyRules draft, List<String> scopes, String named) {
    var answer =
        answers.answer(
            Owner.organization(owner),
            named.isEmpty() ? null : PolicyName.of(named),
            draft,
            scopes.stream().map(ReplayingWhatIfTest::scope).toList(),
            7,
            () -> false);
    assertThat(answer.truncated()).isFalse();
    return new Told(
        rows(answer.wouldBeBlocked()), rows(answer.newlyAllowed()), answer.calls(), answer.jobs());
  }

  private static Map<String, Long> rows(WhatIfAnswers.Changed changed) {
    var rows = new TreeMap<String, Long>();
    for (var row : changed.rows()) {
      var caller = row.caller();
      rows.put(
          caller.repository().repository()
              + " "
              + caller.workflow()
              + " "
              + caller.cluster()
              + " "
              + row.destination(),
          row.calls());
    }
    assertThat(rows.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(changed.calls());
    return rows;
  }

  private static Scope scope(String key) {
    var parts = key.split("/", -1);
    return switch (parts[0]) {
      case "w" -> new Scope.Workflow(RepositoryName.of(parts[1]), new WorkflowFile(parts[2]));
      case "r" -> new Scope.Repository(RepositoryName.of(parts[1]));
      case "c" -> new Scope.Cluster(new ClusterName(parts[1]));
      default -> new Scope.Organization();
    };
  }

  private static PolicyRules rules(String yaml) {
    return switch (PolicyDocument.read(yaml)) {
      case Reading.Readable(var document, _) -> document.rules();
      case Reading.Unreadable(var problems) -> throw new AssertionError(problems);
    };
  }

  private void save(String policy, String yaml) {
    Api.yaml(yaml).put(Api.policy(owner, policy)).then().statusCode(201);
  }

  private void stand(String policy, String scopes) {
    Api.json(scopes).post(Api.policy(owner, policy) + "/attach").then().statusCode(200);
  }
}
