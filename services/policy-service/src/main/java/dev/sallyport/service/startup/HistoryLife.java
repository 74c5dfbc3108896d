package dev.sallyport.service.startup;

import dev.sallyport.starting.Reviving;
import dev.sallyport.topology.history.HistoryApplication;
import java.util.function.Supplier;

/** The projections end by themselves only when their last thread could not be replaced. */
record HistoryLife(
    Supplier<HistoryApplication> make, LateHistory history, LateHistory here, OpenParts parts)
    implements Reviving.Life<HistoryApplication> {
  @Override
  public HistoryApplication begin() {
    var application = make.get();
    var started = parts.start(application, application::start);
    history.become(started.history());
    here.become(started.here());
    return started;
  }

  @Override
  public boolean ended(HistoryApplication application) {
    return application.ended();
  }

  @Override
  public void bury(HistoryApplication application) {
    parts.drop(application);
  }
}
