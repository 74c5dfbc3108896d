package dev.sallyport.service.startup;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.topology.insight.Baseline;
import dev.sallyport.topology.insight.DailyCount;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.InsightsUnavailable;
import dev.sallyport.topology.insight.NetworkEvent;
import dev.sallyport.topology.insight.Run;
import dev.sallyport.topology.insight.RunJob;
import dev.sallyport.topology.insight.SeenRunner;
import dev.sallyport.topology.insight.Stability;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The projections of telemetry before they are there: no question can be answered. */
final class LateInsights implements Insights {
  private volatile @Nullable Insights insights;

  void become(Insights there) {
    insights = there;
  }

  private Insights there() {
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

  @Override
  public List<RepositoryFullName> repositories(Owner owner) {
    return there().repositories(owner);
  }

  @Override
  public RunPage runs(Owner owner, @Nullable RepositoryName repository, int skip, int limit) {
    return there().runs(owner, repository, skip, limit);
  }

  @Override
  public @Nullable Run run(RepositoryFullName repository, RunId run) {
    return there().run(repository, run);
  }

  @Override
  public List<NetworkEvent> events(MonitoredJob job, int limit) {
    return there().events(job, limit);
  }

  @Override
  public @Nullable RunJob job(RepositoryFullName repository, CorrelationId correlation) {
    return there().job(repository, correlation);
  }

  @Override
  public @Nullable RunJob job(MonitoredJob job) {
    return there().job(job);
  }

  @Override
  public Baseline baseline(BaselineScope scope, @Nullable String search) {
    return there().baseline(scope, search);
  }

  @Override
  public List<Stability> baselines(Owner owner) {
    return there().baselines(owner);
  }

  @Override
  public DetectionPage detections(Owner owner, Predicate<FoundDetection> wanted, int limit) {
    return there().detections(owner, wanted, limit);
  }

  @Override
  public @Nullable FoundDetection detection(Owner owner, DetectionId id) {
    return there().detection(owner, id);
  }

  @Override
  public List<SeenRunner> runners(Owner owner) {
    return there().runners(owner);
  }

  @Override
  public void daily(
      Owner owner, LocalDate from, BooleanSupplier cancelled, Consumer<DailyCount> consumer) {
    there().daily(owner, from, cancelled, consumer);
  }
}
