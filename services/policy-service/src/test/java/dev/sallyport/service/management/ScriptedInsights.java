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

/** Insights that know the jobs they were told of, and can be asked nothing else. */
public final class ScriptedInsights implements Insights {
  private final Map<CorrelationId, Supplier<RunJob>> jobs = new ConcurrentHashMap<>();

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
    return known == null ? null : known.get();
  }

  @Override
  public boolean ready() {
    return false;
  }

  @Override
  public List<RepositoryFullName> repositories(Owner owner) {
    throw unavailable();
  }

  @Override
  public RunPage runs(Owner owner, @Nullable RepositoryName repository, int skip, int limit) {
    throw unavailable();
  }

  @Override
  public @Nullable Run run(RepositoryFullName repository, RunId run) {
    throw unavailable();
  }

  @Override
  public List<NetworkEvent> events(MonitoredJob job, int limit) {
    throw unavailable();
  }

  @Override
  public Baseline baseline(BaselineScope scope, @Nullable String search) {
    throw unavailable();
  }

  @Override
  public List<Stability> baselines(Owner owner) {
    throw unavailable();
  }

  @Override
  public DetectionPage detections(Owner owner, Predicate<FoundDetection> wanted, int limit) {
    throw unavailable();
  }

  @Override
  public @Nullable FoundDetection detection(Owner owner, DetectionId id) {
    throw unavailable();
  }

  @Override
  public List<SeenRunner> runners(Owner owner) {
    throw unavailable();
  }

  @Override
  public void daily(
      Owner owner, LocalDate from, BooleanSupplier cancelled, Consumer<DailyCount> consumer) {
    throw unavailable();
  }
}
