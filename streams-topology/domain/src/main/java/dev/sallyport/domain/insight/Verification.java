package dev.sallyport.domain.insight;

import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import org.jspecify.annotations.Nullable;

/**
 * Why a job is believed to be one of its repository's. Run ids of public repositories are public,
 * and anybody can ask for a job to be monitored: what an unverified job reports is kept and shown,
 * and counts for nothing.
 */
public enum Verification {
  /** Nothing shows that it is. */
  NONE("unverified"),
  /** Whoever asked for it to be monitored showed a runner key. */
  RUNNER_KEY("runner key"),
  /** Its policy was looked up with a good credential, under the same correlation id. */
  CORRELATION("policy lookup"),
  /** A policy of its run was looked up with a good credential, from the same address. */
  ADDRESS("policy lookup from its address");

  private final String text;

  Verification(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }

  public boolean isVerified() {
    return this != NONE;
  }

  /**
   * @param monitored the request that won the job its one-time key; null if there was none
   * @param byCorrelation the last lookup of its repository and run, or of no run that is known,
   *     under its correlation id; where that is no random UUID but a runner's name, only one from
   *     the same address counts
   * @param byAddress the last lookup of its run from the address that it was monitored from
   */
  public static Verification of(
      @Nullable JobMonitored monitored,
      @Nullable PolicyLookedUp byCorrelation,
      @Nullable PolicyLookedUp byAddress) {
    if (monitored != null && monitored.key() != null) {
      return RUNNER_KEY;
    }
    if (byCorrelation != null && (monitored == null || isOneJob(monitored, byCorrelation))) {
      return CORRELATION;
    }
    return byAddress != null ? ADDRESS : NONE;
  }

  // A runner's name can be known to others, and the UUID of a self-hosted job stands in its log
  // before anybody has asked for the job: then the address must agree, too. On GitHub's own runners
  // the action has asked first, before it writes a line.
  private static boolean isOneJob(JobMonitored monitored, PolicyLookedUp lookup) {
    return (monitored.job().correlation().isRandom() && lookup.cluster() == null)
        || monitored.source().equals(lookup.source());
  }

  /**
   * Which of two requests for one job counts: the first, unless a later one shows a runner key and
   * it showed none.
   *
   * @param verified whether the job is by then: a key of another job of the owner takes nothing
   *     over
   */
  public static JobMonitored first(
      @Nullable JobMonitored held, JobMonitored next, boolean verified) {
    return held == null || (!verified && held.key() == null && next.key() != null) ? next : held;
  }

  /**
   * Which of two lookups under a job's correlation id counts: the last, unless only the one before
   * came from where the job was monitored. A runner key of another job could else take its lookup
   * from it.
   */
  public static PolicyLookedUp nearest(
      @Nullable JobMonitored monitored, PolicyLookedUp held, PolicyLookedUp next) {
    if (monitored != null) {
      var heldIsNear = held.source().equals(monitored.source());
      if (heldIsNear != next.source().equals(monitored.source())) {
        return heldIsNear ? held : next;
      }
    }
    return next.received().isBefore(held.received()) ? held : next;
  }
}
