package dev.sallyport.service.telemetry;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.runner.RecentLookups;
import dev.sallyport.service.runner.RecentLookups.LookedUpJob;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.InsightsUnavailable;
import dev.sallyport.topology.insight.RunJob;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds out which job something is reported of: from this instance's memory, else by one query. */
@Singleton
class ReportedJobs {
  private static final Logger LOG = Logger.getLogger(ReportedJobs.class);

  // Whoever reports wants to know at once whether to stop the job: late knowledge is of no use.
  private static final Duration TO_ASK = Duration.ofMillis(500);
  // Strangers can have keys of jobs that nobody knows, each of which costs a query.
  private static final int MOST_AT_A_TIME = 32;

  private final RecentLookups recent;
  private final Insights insights;
  private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

  @Inject
  ReportedJobs(RecentLookups recent, Insights insights) {
    this.recent = recent;
    this.insights = insights;
  }

  /**
   * The job of a one-time key. What is known of another run under the same correlation id, as a
   * runner's name is in all of its jobs, is not about this one.
   *
   * <p>A lookup in memory proves it only where the key was given to the address that it came from.
   * Elsewhere the projections have to know whose the job is.
   *
   * @param claim of whoever was given the key
   */
  CompletionStage<ReportedJob> ofOneTimeKey(MonitoredJob job, Claim claim) {
    var lookup = recent.find(job.repository(), job.correlation());
    var known = lookup == null || isOfAnotherRun(lookup, job.run()) ? null : lookup;
    if (known != null && claim.equals(Claim.of(known.source()))) {
      return CompletableFuture.completedStage(ReportedJob.of(known).in(job.run()));
    }
    return ask(() -> insights.job(job))
        .thenApply(found -> {
          var verified = found != null && isOwn(found, claim);
          if (known != null) {
            return ReportedJob.of(known).in(job.run()).verified(verified);
          }
          return found == null
              ? ReportedJob.UNKNOWN.in(job.run())
              : ReportedJob.of(found).verified(verified);
        });
  }

  // The UUID of a job stands in its log, and who reads it there may be the first to ask for it. So
  // to end a job, the address of its lookup has to agree as well, or a runner key to speak for it.
  private static boolean isOwn(RunJob job, Claim claim) {
    var lookup = job.lookup();
    return claim.equals(job.claim())
        && switch (job.verification()) {
          case RUNNER_KEY, ADDRESS -> true;
          case CORRELATION -> lookup != null && claim.equals(Claim.of(lookup.source()));
          case NONE -> false;
        };
  }

  private static boolean isOfAnotherRun(LookedUpJob lookup, RunId run) {
    return lookup.run() != null && !lookup.run().equals(run);
  }

  /**
   * The last job of this correlation id, on behalf of a runner key. One that is not verified does
   * not count: a stranger may have asked for it to be monitored, with any run's id.
   *
   * @param cluster that the key is bound to, and that counts where nothing is known of the job
   */
  CompletionStage<ReportedJob> ofRunnerKey(
      RepositoryFullName repository, CorrelationId correlation, @Nullable ClusterName cluster) {
    var lookup = recent.find(repository, correlation);
    if (lookup != null) {
      return CompletableFuture.completedStage(ReportedJob.of(lookup));
    }
    return ask(() -> insights.job(repository, correlation))
        .thenApply(found -> {
          var verified = found != null && found.verification().isVerified();
          return (verified ? ReportedJob.of(found) : ReportedJob.UNKNOWN).on(cluster);
        });
  }

  private CompletionStage<@Nullable RunJob> ask(Supplier<@Nullable RunJob> question) {
    return CompletableFuture.<@Nullable RunJob>supplyAsync(
            () -> answer(question), Thread::startVirtualThread)
        .completeOnTimeout(null, TO_ASK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private @Nullable RunJob answer(Supplier<@Nullable RunJob> question) {
    try {
      if (!places.tryAcquire(TO_ASK.toMillis(), TimeUnit.MILLISECONDS)) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    try {
      return question.get();
    } catch (InsightsUnavailable unavailable) {
      LOG.debug("A job counts as unknown", unavailable);
      return null;
    } catch (RuntimeException defect) {
      // Whoever reports a detection must be answered.
      LOG.error("A job counts as unknown, since it cannot be looked for", defect);
      return null;
    } finally {
      places.release();
    }
  }
}
