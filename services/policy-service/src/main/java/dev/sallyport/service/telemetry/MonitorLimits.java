package dev.sallyport.service.telemetry;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.MonitoredElsewhere;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * What may be asked without a credential, on this instance. Whoever shows a runner key is limited
 * by none of it but the claims of other keys.
 */
@Singleton
class MonitorLimits {
  private final FirstMonitors first = new FirstMonitors();
  private final TelemetryMetrics metrics;
  private final OpenRate rate;

  @Inject
  MonitorLimits(TelemetryMetrics metrics) {
    this.metrics = metrics;
    this.rate =
        new OpenRate(
            metrics,
            "More jobs began to be monitored %s in this minute than are taken without a runner"
                + " key.");
  }

  /**
   * Counts a request without a credential.
   *
   * @throws Rejection if there were too many
   */
  void count(SourceAddress source, Owner owner) {
    rate.count(source, owner);
  }

  /**
   * @throws Rejection if the job is another's
   */
  void claim(JobMonitored asked) {
    if (!first.take(asked.job(), asked.claim(), asked.key() != null)) {
      metrics.refused("monitored-elsewhere");
      throw new Rejection(new MonitoredElsewhere());
    }
  }
}
