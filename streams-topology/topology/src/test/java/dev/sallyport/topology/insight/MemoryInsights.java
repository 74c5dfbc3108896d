package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.events.DetectionFound;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The projections of telemetry over a store in memory, of one partition. */
public final class MemoryInsights implements Insights {
  private final MemoryRows rows = new MemoryRows();
  private final List<DetectionFound> told = new CopyOnWriteArrayList<>();
  private final Projecting projecting;
  private final Sweeping sweeping;
  private final Insights stored;

  public MemoryInsights(InsightSettings settings, PolicyContents contents) {
    this(settings, contents, _ -> null);
  }

  public MemoryInsights(
      InsightSettings settings, PolicyContents contents, Suppressions suppressions) {
    projecting = Projecting.into(rows, settings, contents, suppressions, told::add);
    sweeping = new Sweeping(rows, settings);
    stored =
        new StoredInsights(
            new InsightStores() {
              @Override
              public int partitions() {
                return 1;
              }

              @Override
              public ReadOnlyKeyValueStore<Bytes, byte[]> of(int partition) {
                return rows;
              }

              @Override
              public boolean ready() {
                return true;
              }
            },
            settings);
  }

  /** Takes an event in at once. */
  public synchronized void take(TelemetryEvent event) {
    projecting.take(event);
  }

  /** Forgets what is old by then. */
  public synchronized void sweep(Instant now) {
    sweeping.sweep(now);
  }

  /** What went to the topic of detections. */
  public List<DetectionFound> told() {
    return List.copyOf(told);
  }

  /** How many rows there are. */
  public long rows() {
    return rows.approximateNumEntries();
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public List<RepositoryFullName> repositories(Owner owner) {
    return stored.repositories(owner);
  }

  @Override
  public RunPage runs(Owner owner, @Nullable RepositoryName repository, int skip, int limit) {
    return stored.runs(owner, repository, skip, limit);
  }

  @Override
  public @Nullable Run run(RepositoryFullName repository, RunId run) {
    return stored.run(repository, run);
  }

  @Override
  public List<NetworkEvent> events(MonitoredJob job, int limit) {
    return stored.events(job, limit);
  }

  @Override
  public @Nullable RunJob job(RepositoryFullName repository, CorrelationId correlation) {
    return stored.job(repository, correlation);
  }

  @Override
  public @Nullable RunJob job(MonitoredJob job) {
    return stored.job(job);
  }

  @Override
  public Baseline baseline(BaselineScope scope, @Nullable String search) {
    return stored.baseline(scope, search);
  }

  @Override
  public List<Stability> baselines(Owner owner) {
    return stored.baselines(owner);
  }

  @Override
  public DetectionPage detections(Owner owner, Predicate<FoundDetection> wanted, int limit) {
    return stored.detections(owner, wanted, limit);
  }

  @Override
  public @Nullable FoundDetection detection(Owner owner, DetectionId id) {
    return stored.detection(owner, id);
  }

  @Override
  public List<SeenRunner> runners(Owner owner) {
    return stored.runners(owner);
  }

  @Override
  public void daily(
      Owner owner, LocalDate from, BooleanSupplier cancelled, Consumer<DailyCount> consumer) {
    stored.daily(owner, from, cancelled, consumer);
  }
}
