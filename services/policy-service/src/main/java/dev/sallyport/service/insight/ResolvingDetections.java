package dev.sallyport.service.insight;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.TelemetryEvent.DetectionResolved;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem;
import dev.sallyport.service.problem.RequestProblem.UnknownDetection;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import dev.sallyport.topology.telemetry.Telemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Records that somebody saw to a detection, or opened it again. Waits, so never on an event loop.
 */
@Singleton
public class ResolvingDetections {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int RETRY_SECONDS = 1;

  private final Insights insights;
  private final Telemetry telemetry;
  private final TelemetryMetrics metrics;
  private final InstantSource clock = InstantSource.system();

  @Inject
  ResolvingDetections(Insights insights, Telemetry telemetry, TelemetryMetrics metrics) {
    this.insights = insights;
    this.telemetry = telemetry;
    this.metrics = metrics;
  }

  /**
   * Answers once that can be read, or after a second. What is so already is not recorded again.
   * Throws a rejection where there is no such detection, or where Kafka does not take the record.
   *
   * @param resolved false to open it again
   */
  public FoundDetection record(Owner owner, DetectionId id, boolean resolved, Actor actor) {
    var found = insights.detection(owner, id);
    if (found == null) {
      throw new Rejection(new UnknownDetection(id));
    }
    if (is(found, resolved)) {
      return found;
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    report(new DetectionResolved(found.detection().job().repository(), id, resolved, actor, now));
    var shown = await(owner, id, resolved);
    return shown == null ? told(found, resolved, actor, now) : shown;
  }

  private void report(DetectionResolved event) {
    try {
      telemetry.report(event).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Telemetry.Unavailable unavailable) {
        metrics.refused("unavailable");
        throw new Rejection(
            new RequestProblem.Unavailable(
                String.valueOf(unavailable.getMessage()), RETRY_SECONDS));
      }
      throw e;
    }
    metrics.taken(event);
  }

  private @Nullable FoundDetection await(Owner owner, DetectionId id, boolean resolved) {
    var end = clock.instant().plus(PATIENCE);
    var pause = FIRST_PAUSE;
    do {
      var found = insights.detection(owner, id);
      if (found != null && is(found, resolved)) {
        return found;
      }
      // Each look asks all partitions.
      sleep(pause);
      pause = pause.multipliedBy(2);
    } while (clock.instant().isBefore(end) && !Thread.currentThread().isInterrupted());
    return null;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static FoundDetection told(
      FoundDetection found, boolean resolved, Actor actor, Instant at) {
    return new FoundDetection(
        found.detection(), resolved ? new Insights.Resolved(actor.id(), actor.name(), at) : null);
  }

  private static boolean is(FoundDetection found, boolean resolved) {
    return (found.resolved() != null) == resolved;
  }
}
