package dev.sallyport.service.telemetry;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.runner.RecentLookups;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.InsightsUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
   * runner's name is in all of its jobs, is not about this one. Nor does a runner's name prove
   * anything here: whoever knows it may have been given the key.
   */
  CompletionStage<ReportedJob> ofOneTimeKey(
      RepositoryFullName repository, CorrelationId correlation, RunId run) {
    var lookup = recent.find(repository, correlation);
    var unknown = new ReportedJob(run, null, null, null, false, false, false);
    if (lookup != null && (lookup.run() == null || lookup.run().equals(run))) {
      var known = ReportedJob.of(lookup).in(run);
      return correlation.isRandom()
          ? CompletableFuture.completedStage(known)
          : ask(repository, correlation)
              .thenApply(found ->
                  known.verified(
                      found != null
                          && found.monitored()
                          && run.equals(found.run())
                          && found.verified()));
    }
    return ask(repository, correlation)
        .thenApply(found -> found != null && run.equals(found.run()) ? found : unknown);
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
    return ask(repository, correlation)
        .thenApply(
            found -> (found != null && found.verified() ? found : ReportedJob.UNKNOWN).on(cluster));
  }

  private CompletionStage<@Nullable ReportedJob> ask(
      RepositoryFullName repository, CorrelationId correlation) {
    return CompletableFuture.supplyAsync(
            () -> query(repository, correlation), Thread::startVirtualThread)
        .completeOnTimeout(null, TO_ASK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private @Nullable ReportedJob query(RepositoryFullName repository, CorrelationId correlation) {
    try {
      if (!places.tryAcquire(TO_ASK.toMillis(), TimeUnit.MILLISECONDS)) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    try {
      var found = insights.job(repository, correlation);
      return found == null ? null : ReportedJob.of(found);
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
