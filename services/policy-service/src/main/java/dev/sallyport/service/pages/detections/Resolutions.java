package dev.sallyport.service.pages.detections;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.TelemetryEvent.DetectionResolved;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import dev.sallyport.topology.telemetry.Telemetry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/** Records that somebody saw to a detection, or opened it again. */
@Singleton
class Resolutions {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final int RETRY_SECONDS = 1;

  private final Insights insights;
  private final Telemetry telemetry;
  private final TelemetryMetrics metrics;
  private final InstantSource clock = InstantSource.system();

  @Inject
  Resolutions(Insights insights, Telemetry telemetry, TelemetryMetrics metrics) {
    this.insights = insights;
    this.telemetry = telemetry;
    this.metrics = metrics;
  }

  /** What became of it. */
  enum Done {
    /** It was so before: nothing was recorded. */
    ALREADY,
    RECORDED,
    /** Recorded, and not shown within a second. */
    SHOWN_LATER
  }

  Done record(Owner owner, FoundDetection found, boolean resolved, Actor actor) {
    if ((found.resolved() != null) == resolved) {
      return Done.ALREADY;
    }
    var detection = found.detection();
    var event =
        new DetectionResolved(
            detection.job().repository(),
            detection.id(),
            resolved,
            actor,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    try {
      Uni.createFrom().completionStage(telemetry.report(event)).await().indefinitely();
    } catch (Telemetry.Unavailable unavailable) {
      metrics.refused("unavailable");
      throw new Rejection(
          new RequestProblem.Unavailable(String.valueOf(unavailable.getMessage()), RETRY_SECONDS));
    }
    metrics.taken(event);
    return shows(owner, detection.id(), resolved) ? Done.RECORDED : Done.SHOWN_LATER;
  }

  private boolean shows(Owner owner, DetectionId id, boolean resolved) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var found = insights.detection(owner, id);
      if (found != null && (found.resolved() != null) == resolved) {
        return true;
      }
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
