package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the projections of telemetry. Calls read from disk: never on the lookup path nor on
 * an event loop. What was reported shows within a second or so.
 *
 * <p>Every call throws {@link InsightsUnavailable} while the projections cannot be asked.
 */
public interface Insights {
  /** Whether the projections are running and can be asked. */
  boolean ready();

  /** Repositories of which anything was reported, by name. */
  List<RepositoryFullName> repositories(Owner owner);

  /**
   * Runs, newest first.
   *
   * @param repository null for all of the owner
   * @param skip so many of the newest
   * @param limit at most so many
   */
  RunPage runs(Owner owner, @Nullable RepositoryName repository, int skip, int limit);

  /** A run with its jobs; null if nothing is known of it. */
  @Nullable Run run(RepositoryFullName repository, RunId run);

  /**
   * What a job called, in the order of time, once for each program, destination and verdict.
   *
   * @param limit at most so many
   */
  List<NetworkEvent> events(MonitoredJob job, int limit);

  /**
   * The newest job of this correlation id: what its lookup and its monitoring tell; null if nothing
   * does.
   */
  @Nullable RunJob job(RepositoryFullName repository, CorrelationId correlation);

  /** Exactly this job; null if nothing is known of it. */
  @Nullable RunJob job(MonitoredJob job);

  /**
   * A baseline.
   *
   * @param search part of an endpoint, in any case; null for all
   */
  Baseline baseline(BaselineScope scope, @Nullable String search);

  /** What the owner has baselines of, its organization first; with how stable they are. */
  List<Stability> baselines(Owner owner);

  /**
   * Detections that pass, newest first.
   *
   * @param wanted asked for each; must be quick
   * @param limit at most so many
   */
  DetectionPage detections(Owner owner, Predicate<FoundDetection> wanted, int limit);

  /** One detection; null if there is none. */
  @Nullable FoundDetection detection(Owner owner, DetectionId id);

  /** Self-hosted runners that looked up a policy, last seen first. */
  List<SeenRunner> runners(Owner owner);

  /**
   * Passes on how often each job called what, day by day, for what-if questions. Verified jobs
   * only.
   *
   * @param from the first day, by UTC
   * @param cancelled asked again and again; ends it
   */
  void daily(Owner owner, LocalDate from, BooleanSupplier cancelled, Consumer<DailyCount> consumer);

  /**
   * @param total how many runs there are
   */
  record RunPage(List<RunSummary> runs, int total) {
    public RunPage {
      runs = List.copyOf(runs);
    }
  }

  /**
   * @param more whether others pass, too
   */
  record DetectionPage(List<FoundDetection> detections, boolean more) {
    public DetectionPage {
      detections = List.copyOf(detections);
    }
  }

  /**
   * @param resolved who looked at it and when; null if nobody did
   */
  record FoundDetection(Detection detection, @Nullable Resolved resolved) {
    public DetectionType type() {
      return detection.type();
    }
  }

  /** By whom, by id and as shown, and when. */
  record Resolved(String actorId, String actorName, Instant at) {}
}
