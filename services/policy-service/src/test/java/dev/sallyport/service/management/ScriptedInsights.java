package dev.sallyport.service.management;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.topology.insight.DailyCount;
import dev.sallyport.topology.insight.ForwardingInsights;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.InsightsUnavailable;
import dev.sallyport.topology.insight.RunJob;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Insights that know the jobs they were told of, and of everything else what others know. */
public final class ScriptedInsights implements ForwardingInsights {
  private final Insights others;
  private final Map<CorrelationId, Supplier<RunJob>> jobs = new ConcurrentHashMap<>();
  private final Set<Owner> lost = ConcurrentHashMap.newKeySet();

  ScriptedInsights(Insights others) {
    this.others = others;
  }

  @Override
  public Insights others() {
    return others;
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

  /** From now on nothing can be told of what jobs of this owner called. */
  public void lose(Owner owner) {
    lost.add(owner);
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
  public void daily(
      Owner owner, LocalDate from, BooleanSupplier cancelled, Consumer<DailyCount> consumer) {
    if (lost.contains(owner)) {
      throw unavailable();
    }
    others.daily(owner, from, cancelled, consumer);
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
}
