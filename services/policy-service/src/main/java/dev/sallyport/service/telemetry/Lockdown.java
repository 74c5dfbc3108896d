package dev.sallyport.service.telemetry;

import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.insight.LockdownDecision;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent.ProcessDetected;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.github.RunCancellations;
import dev.sallyport.service.metrics.LockdownMetrics;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Decides what is to become of a job in which something was detected, and has that recorded. */
@Singleton
class Lockdown {
  private static final Logger LOG = Logger.getLogger("sallyport.lockdown");

  private final PolicyView view;
  private final Telemetry telemetry;
  private final TelemetryMetrics taken;
  private final LockdownMetrics metrics;
  private final RunCancellations cancellations;

  @Inject
  Lockdown(
      PolicyView view,
      Telemetry telemetry,
      RunCancellations cancellations,
      TelemetryMetrics taken,
      LockdownMetrics metrics) {
    this.view = view;
    this.telemetry = telemetry;
    this.cancellations = cancellations;
    this.taken = taken;
    this.metrics = metrics;
  }

  /**
   * Decides from memory; what is to be recorded, and to be asked of GitHub, is under way then.
   *
   * @param claim of whoever was given the one-time key that it was reported with; null if that was
   *     a runner key of the job's owner
   * @throws PolicyView.NotReadable if the owner's policies are not known here
   */
  LockdownDecision decide(
      RepositoryFullName repository,
      CorrelationId correlation,
      ReportedJob job,
      @Nullable Claim claim,
      DetectionReport report,
      Instant received) {
    var proven = claim == null || job.verified();
    var named = job.toJob(repository);
    var decision =
        view.read(
            repository.owner(),
            book ->
                job.lookedUp()
                    ? LockdownDecision.ofKnown(book, named, report.type(), proven)
                    : LockdownDecision.ofUnknown(book, named, report.type(), proven));
    metrics.answered(decision.action(), job.lookedUp());
    record(
        new ProcessDetected(
            job.toDetected(repository, correlation),
            claim,
            report.type(),
            report.processes(),
            report.detail(),
            report.time(),
            proven,
            decision.action(),
            decision.policy(),
            received));
    var run = job.run();
    // A run that nothing but the word of whoever monitored it proves is never cancelled.
    if (decision.action() == LockdownAction.TERMINATE && job.verified() && run != null) {
      cancellations.cancel(repository, run);
    }
    return decision;
  }

  private void record(ProcessDetected event) {
    if (event.action() == LockdownAction.TERMINATE) {
      LOG.warn(line("a job is to be terminated", event));
    }
    telemetry
        .report(event)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            taken.taken(event);
          } else {
            // The log is all that is left of it.
            metrics.unrecorded();
            LOG.error(line("a detection is not recorded", event), failure);
          }
        });
  }

  private static LogLine line(String what, ProcessDetected event) {
    return LogLine.of(what)
        .with("detection", event.type().text())
        .with("repository", event.repository())
        .with("run", event.job().run() == null ? "unknown" : event.job().run())
        .with("correlation", event.job().correlation())
        .with("action", event.action().text());
  }
}
