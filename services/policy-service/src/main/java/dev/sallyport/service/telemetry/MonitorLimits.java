package dev.sallyport.service.telemetry;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent.RunnerKey;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.MonitoredElsewhere;
import dev.sallyport.service.problem.RequestProblem.TooManyRequests;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked without a credential, on this instance. Whoever shows a runner key is limited
 * by none of it but the claims of other keys.
 */
@Singleton
class MonitorLimits {
  /** Ten jobs a second: all runners of a company may be behind one address. */
  static final int A_MINUTE_FROM_AN_ADDRESS = 600;

  /** Fifty jobs a second. */
  static final int A_MINUTE_FOR_AN_OWNER = 3_000;

  private final RequestRate ofAddresses =
      new RequestRate(A_MINUTE_FROM_AN_ADDRESS, InstantSource.system());
  private final RequestRate ofOwners =
      new RequestRate(A_MINUTE_FOR_AN_OWNER, InstantSource.system());
  private final FirstMonitors first = new FirstMonitors();
  private final TelemetryMetrics metrics;

  @Inject
  MonitorLimits(TelemetryMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Counts a request without a credential.
   *
   * @throws Rejection if there were too many
   */
  void count(SourceAddress source, Owner owner) {
    // In this order: one address alone must not use up what the organization may ask.
    refuseAfter(ofAddresses.pause(source.network()), "from this address");
    refuseAfter(ofOwners.pause(owner.key()), "for this organization");
  }

  private void refuseAfter(int pause, String whose) {
    if (pause > 0) {
      metrics.refused("rate");
      throw new Rejection(
          new TooManyRequests(
              "More jobs began to be monitored %s in this minute than are taken without a runner"
                      .formatted(whose)
                  + " key.",
              pause));
    }
  }

  /**
   * @throws Rejection if the job is another's
   */
  void claim(MonitoredJob job, SourceAddress source, @Nullable RunnerKey key) {
    var granted =
        key == null
            ? first.take(job, source.text(), false)
            : first.take(job, key.id().value(), true);
    if (!granted) {
      metrics.refused("monitored-elsewhere");
      throw new Rejection(new MonitoredElsewhere());
    }
  }
}
