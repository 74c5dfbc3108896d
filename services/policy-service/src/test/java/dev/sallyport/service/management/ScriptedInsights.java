package dev.sallyport.service.management;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Insights that know the jobs they were told of, and of everything else what others know. */
public final class ScriptedInsights implements Insights {
  private final Insights others;
  private final Map<CorrelationId, Supplier<RunJob>> jobs = new ConcurrentHashMap<>();

  ScriptedInsights(Insights others) {
    this.others = others;
  }

  /** From now on this is the newest job of its correlation id. */
  public void know(RunJob job) {
    jobs.put(job.job().correlation(), () -> job);
  }

  /** From now on nothing can be told of this correlation id. */
  public void lose(CorrelationId correlation) {
    jobs.put(
        correlation,
        () -> {
          throw unavailable();
        });
  }

  private static InsightsUnavailable unavailable() {
    return new InsightsUnavailable("for this test", new IllegalStateException("scripted"));
  }

  @Override
  public @Nullable RunJob job(RepositoryFullName repository, CorrelationId correlation) {
    var known = jobs.get(correlation);
    return known == null ? others.job(repository, correlation) : known.get();
  }

  @Override
  public @Nullable RunJob job(MonitoredJob job) {
    var known = jobs.get(job.correlation());
    if (known == null) {
      return others.job(job);
    }
    var newest = known.get();
    return newest.job().equals(job) ? newest : null;
  }

  @Override
  public boolean ready() {
    return others.ready();
  }

  @Override
  public List<RepositoryFullName> repositories(Owner owner) {
    return others.repositories(owner);
  }

  @Override
  public RunPage runs(Owner owner, @Nullable RepositoryName repository, int skip, int limit) {
    return others.runs(owner, repository, skip, limit);
  }

  @Override
  public @Nullable Run run(RepositoryFullName repository, RunId run) {
    return others.run(repository, run);
  }

  @Override
  public List<NetworkEvent> events(MonitoredJob job, int limit) {
    return others.events(job, limit);
  }

  @Override
  public Baseline baseline(BaselineScope scope, @Nullable String search) {
    return others.baseline(scope, search);
  }

  @Override
  public List<Stability> baselines(Owner owner) {
    return others.baselines(owner);
  }

  @Override
  public DetectionPage detections(Owner owner, Predicate<FoundDetection> wanted, int limit) {
    return others.detections(owner, wanted, limit);
  }

  @Override
  public @Nullable FoundDetection detection(Owner owner, DetectionId id) {
    return others.detection(owner, id);
  }

  @Override
  public List<SeenRunner> runners(Owner owner) {
    return others.runners(owner);
  }

  @Override
  public void daily(
      Owner owner, LocalDate from, BooleanSupplier cancelled, Consumer<DailyCount> consumer) {
    others.daily(owner, from, cancelled, consumer);
  }
}
