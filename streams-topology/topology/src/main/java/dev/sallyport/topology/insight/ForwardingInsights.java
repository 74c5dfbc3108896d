package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Insights that are others', known late or known in part. */
public interface ForwardingInsights extends Insights {
  /** Whom to ask. */
  Insights others();

  @Override
  default boolean ready() {
    return others().ready();
  }

  @Override
  default List<RepositoryFullName> repositories(Owner owner) {
    return others().repositories(owner);
  }

  @Override
  default RunPage runs(Owner owner, @Nullable RepositoryName repository, int skip, int limit) {
    return others().runs(owner, repository, skip, limit);
  }

  @Override
  default @Nullable Run run(RepositoryFullName repository, RunId run) {
    return others().run(repository, run);
  }

  @Override
  default List<NetworkEvent> events(MonitoredJob job, int limit) {
    return others().events(job, limit);
  }

  @Override
  default @Nullable RunJob job(RepositoryFullName repository, CorrelationId correlation) {
    return others().job(repository, correlation);
  }

  @Override
  default @Nullable RunJob job(MonitoredJob job) {
    return others().job(job);
  }

  @Override
  default Baseline baseline(BaselineScope scope, @Nullable String search) {
    return others().baseline(scope, search);
  }

  @Override
  default List<Stability> baselines(Owner owner) {
    return others().baselines(owner);
  }

  @Override
  default DetectionPage detections(Owner owner, Predicate<FoundDetection> wanted, int limit) {
    return others().detections(owner, wanted, limit);
  }

  @Override
  default @Nullable FoundDetection detection(Owner owner, DetectionId id) {
    return others().detection(owner, id);
  }

  @Override
  default List<SeenRunner> runners(Owner owner) {
    return others().runners(owner);
  }

  @Override
  default void daily(
      Owner owner, LocalDate from, BooleanSupplier cancelled, Consumer<DailyCount> consumer) {
    others().daily(owner, from, cancelled, consumer);
  }
}
