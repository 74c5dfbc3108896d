package dev.sallyport.service.github;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.config.GitHubSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Cancels workflow runs at GitHub, where a token or an app is configured. Each has a thread that
 * mostly waits; what is under way when the service stops is not gone on with.
 */
@Singleton
public class RunCancellations {
  private static final Logger LOG = Logger.getLogger("sallyport.lockdown");
  private static final int MOST = 1_000;

  private record Run(String repository, RunId run) {}

  private final @Nullable GitHubAccess github;
  private final Pace pace;
  private final MeterRegistry registry;
  private final Semaphore places = new Semaphore(MOST);
  private final Set<Run> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cancel-run-", 0).factory());

  @Inject
  RunCancellations(GitHubSettings settings, MeterRegistry registry) {
    this(GitHubAccess.of(settings, Pace.USUAL.answer()), Pace.USUAL, registry);
  }

  RunCancellations(@Nullable GitHubAccess github, Pace pace, MeterRegistry registry) {
    this.github = github;
    this.pace = pace;
    this.registry = registry;
    for (var end : Cancelled.values()) {
      counter(end);
    }
  }

  private Counter counter(Cancelled end) {
    return Counter.builder("sallyport.lockdown.cancellations")
        .description("Workflow runs that GitHub was asked to cancel, by how it ended")
        .tag("end", end.text())
        .register(registry);
  }

  /** Has a run cancelled, unless it is being cancelled already. Returns at once. */
  public void cancel(RepositoryFullName repository, RunId number) {
    var there = github;
    if (there == null) {
      return;
    }
    var run = new Run(repository.key(), number);
    if (!underWay.add(run)) {
      return;
    }
    if (!places.tryAcquire()) {
      underWay.remove(run);
      ended(repository, number, Cancelled.DROPPED);
      return;
    }
    var cancellation = new RunCancellation(there, new Attempts(pace, repository, number));
    var _ =
        threads.submit(() -> {
          try {
            ended(repository, number, cancellation.run());
          } catch (InterruptedException _) {
            LOG.warn(line("the service stops before a run is cancelled", repository, number));
          } catch (RuntimeException defect) {
            LOG.error(line("cancelling a run failed", repository, number), defect);
          } finally {
            underWay.remove(run);
            places.release();
          }
        });
  }

  private void ended(RepositoryFullName repository, RunId run, Cancelled end) {
    counter(end).increment();
    var line = line("cancelling a run has ended", repository, run).with("end", end.text());
    switch (end) {
      case DONE, BY_FORCE, TOO_LATE -> LOG.info(line);
      case NOT_FOUND, REFUSED, GIVEN_UP, DROPPED -> LOG.error(line);
    }
  }

  private static LogLine line(String what, RepositoryFullName repository, RunId run) {
    return LogLine.of(what).with("repository", repository).with("run", run);
  }

  void stop(@Observes ShutdownEvent event) {
    close();
  }

  void close() {
    threads.shutdownNow();
    var there = github;
    if (there != null) {
      there.close();
    }
  }
}
