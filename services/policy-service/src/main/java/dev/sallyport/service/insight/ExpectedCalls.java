package dev.sallyport.service.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.topology.insight.Baseline;
import dev.sallyport.topology.insight.Insights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job was expected to call: its narrowest stable baseline, without what came when that was
 * stable. Remembers what it found, for one answer.
 */
final class ExpectedCalls {
  /** More would only make answers large. */
  static final int MOST = 100;

  private final Insights insights;
  private final Map<BaselineScope, Baseline> found = new HashMap<>();

  ExpectedCalls(Insights insights) {
    this.insights = insights;
  }

  /** None where no baseline of the job is stable. */
  List<String> of(DetectedJob job) {
    for (var scope : narrowestFirst(job)) {
      var baseline = found.computeIfAbsent(scope, it -> insights.baseline(it, null));
      if (baseline.stability().stable()) {
        return baseline.endpoints().stream()
            .filter(endpoint -> !endpoint.unexpected())
            .map(endpoint -> endpoint.destination().toString())
            .limit(MOST)
            .toList();
      }
    }
    return List.of();
  }

  private static List<BaselineScope> narrowestFirst(DetectedJob job) {
    var scopes = new ArrayList<BaselineScope>(3);
    var workflow = job.workflow();
    var name = job.name();
    if (workflow != null) {
      if (name != null) {
        scopes.add(new BaselineScope.OfJob(job.repository(), workflow, name));
      }
      scopes.add(new BaselineScope.OfWorkflow(job.repository(), workflow));
    }
    scopes.add(new BaselineScope.OfRepository(job.repository()));
    return scopes;
  }
}
