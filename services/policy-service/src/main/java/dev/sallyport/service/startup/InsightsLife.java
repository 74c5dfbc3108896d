package dev.sallyport.service.startup;

import dev.sallyport.starting.Reviving;
import dev.sallyport.topology.insight.InsightsApplication;
import java.util.function.Supplier;

/** The projections of telemetry end by themselves only when their last thread was not replaced. */
record InsightsLife(Supplier<InsightsApplication> make, LateInsights insights, OpenParts parts)
    implements Reviving.Life<InsightsApplication> {
  @Override
  public InsightsApplication begin() {
    var application = make.get();
    var started = parts.start(application, application::start);
    insights.become(started.insights());
    return started;
  }

  @Override
  public boolean ended(InsightsApplication application) {
    return application.ended();
  }

  @Override
  public void bury(InsightsApplication application) {
    parts.drop(application);
  }
}
