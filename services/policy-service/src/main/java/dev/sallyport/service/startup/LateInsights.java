package dev.sallyport.service.startup;

import dev.sallyport.topology.insight.ForwardingInsights;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.InsightsUnavailable;
import org.jspecify.annotations.Nullable;

/** What jobs reported, before its projections are there: every question is answered with 503. */
final class LateInsights implements ForwardingInsights {
  private volatile @Nullable Insights insights;

  void become(Insights there) {
    insights = there;
  }

  @Override
  public Insights others() {
    var there = insights;
    if (there == null) {
      throw new InsightsUnavailable(
          "The projections of telemetry are still starting.",
          new IllegalStateException("not started"));
    }
    return there;
  }

  @Override
  public boolean ready() {
    var there = insights;
    return there != null && there.ready();
  }
}
