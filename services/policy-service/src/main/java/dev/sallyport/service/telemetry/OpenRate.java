package dev.sallyport.service.telemetry;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.TooManyRequests;
import java.time.InstantSource;

/** How often something may be asked without a credential, on this instance. */
final class OpenRate {
  /** Ten jobs a second: all runners of a company may be behind one address. */
  static final int A_MINUTE_FROM_AN_ADDRESS = 600;

  /** Fifty jobs a second. */
  static final int A_MINUTE_FOR_AN_OWNER = 3_000;

  private final RequestRate ofAddresses =
      new RequestRate(A_MINUTE_FROM_AN_ADDRESS, InstantSource.system());
  private final RequestRate ofOwners =
      new RequestRate(A_MINUTE_FOR_AN_OWNER, InstantSource.system());
  private final TelemetryMetrics metrics;
  private final String words;

  /**
   * @param words what is told of one too many, with {@code %s} for whose it is
   */
  OpenRate(TelemetryMetrics metrics, String words) {
    this.metrics = metrics;
    this.words = words;
  }

  /**
   * Counts a request.
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
      throw new Rejection(new TooManyRequests(words.formatted(whose), pause));
    }
  }
}
