package dev.sallyport.topology.insight;

import static dev.sallyport.topology.insight.Reported.APP;
import static dev.sallyport.topology.insight.Reported.job;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Reports of acme/app, folded in memory, and what can be asked of them. */
class ProjectedReports {
  static final int STABLE_AFTER = 3;
  static final BaselineScope OF_APP = new BaselineScope.OfRepository(APP);

  final MemoryInsights insights = insights();

  static MemoryInsights insights() {
    return new MemoryInsights(
        InsightSettings.of(STABLE_AFTER),
        (_, policy, version) -> policy.value().equals("strict") && version == 7 ? strict() : null);
  }

  static PolicyRules strict() {
    return new PolicyRules(
        EgressMode.BLOCK,
        List.of(Endpoint.of("github.com:443"), Endpoint.of("*.npmjs.example:443")),
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }

  void take(TelemetryEvent... events) {
    for (var event : events) {
      insights.take(event);
    }
  }

  List<String> baseline(BaselineScope scope) {
    return insights.baseline(scope, null).endpoints().stream()
        .map(each -> each.destination().toString())
        .toList();
  }

  RunJob onlyJob(String run) {
    return found(run).jobs().getFirst();
  }

  Run found(String run) {
    return Objects.requireNonNull(insights.run(APP, new RunId(run)));
  }

  List<String> told() {
    return insights.told().stream().map(each -> each.getType() + " " + each.getHost()).toList();
  }

  void run(int number, String... hosts) {
    var job = job(String.valueOf(number)).later(Duration.ofMinutes(number));
    take(job.lookedUp(), job.monitored());
    for (var host : hosts) {
      take(job.connected(host));
    }
  }

  Stability stability(BaselineScope scope) {
    return insights.baselines(APP.owner()).stream()
        .filter(each -> each.scope().equals(scope))
        .findFirst()
        .orElseThrow();
  }
}
