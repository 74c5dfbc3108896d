package dev.sallyport.service.management;

import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.PolicyCommand.RecordDeniedBlockListChange;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.change.Changes;
import dev.sallyport.service.change.RequestId;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Caller;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has denied attempts to change the global block list recorded, once a minute for each actor, with
 * their count. Counts wait in memory, so that a restart loses those of the last minute; the log has
 * a line for each. Those of more than {@value #MOST_ACTORS} actors within a minute are only there.
 */
@Singleton
class DeniedAttempts {
  private static final Logger LOG = Logger.getLogger("sallyport.access");
  // As often as the decider records one actor's attempts.
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  /** How many actors' attempts are counted at the same time. */
  static final int MOST_ACTORS = 1_000;

  /** The way to the decider. */
  @FunctionalInterface
  interface Recorder {
    Uni<Done> record(Caller caller, int attempts, RequestId request);
  }

  private final Recorder recorder;
  private final InstantSource clock;
  private final Map<Actor, Tally> tallies = new ConcurrentHashMap<>();
  private final ScheduledExecutorService minutes =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("denied-attempts").unstarted(task));

  @Inject
  DeniedAttempts(Changes changes) {
    this(
        (caller, attempts, request) ->
            changes.submit(
                caller, Owner.TENANT, new RecordDeniedBlockListChange(attempts), request),
        InstantSource.system());
  }

  DeniedAttempts(Recorder recorder, InstantSource clock) {
    this.recorder = recorder;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    var _ =
        minutes.scheduleWithFixedDelay(
            this::flush, BETWEEN.toSeconds(), BETWEEN.toSeconds(), TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    minutes.shutdownNow();
  }

  /** Counts an attempt, and has it recorded at once unless one was within the last minute. */
  void denied(Caller caller) {
    LOG.warn(LogLine.of("block list change denied").with("actor", caller.actor().id()));
    var tally =
        tallies.compute(
            caller.actor(),
            (_, counting) -> {
              if (counting == null && tallies.size() >= MOST_ACTORS) {
                return null;
              }
              var counted = counting == null ? new Tally(caller) : counting;
              counted.count();
              return counted;
            });
    if (tally != null) {
      tally.send();
    }
  }

  /** Has everything recorded that waits and may be, and forgets who has stopped trying. */
  void flush() {
    for (var actor : tallies.keySet()) {
      var tally = tallies.computeIfPresent(actor, (_, counted) -> counted.idle() ? null : counted);
      if (tally != null) {
        tally.send();
      }
    }
  }

  /**
   * @param id stays the same when it is sent again, so that it is never recorded twice
   */
  private record Batch(RequestId id, int attempts) {}

  /** The attempts of one actor. */
  private final class Tally {
    private final Caller caller;
    private int waiting;
    private boolean sending;
    private Instant notBefore = Instant.MIN;
    private @Nullable Batch unanswered;

    Tally(Caller caller) {
      this.caller = caller;
    }

    synchronized void count() {
      waiting++;
    }

    synchronized boolean idle() {
      return !sending && unanswered == null && waiting == 0 && !clock.instant().isBefore(notBefore);
    }

    void send() {
      var batch = next();
      if (batch != null) {
        recorder
            .record(caller, batch.attempts(), batch.id())
            .subscribe()
            .with(_ -> recorded(), failure -> failed(batch, failure));
      }
    }

    private synchronized @Nullable Batch next() {
      if (sending || clock.instant().isBefore(notBefore) || (unanswered == null && waiting == 0)) {
        return null;
      }
      sending = true;
      if (unanswered != null) {
        return unanswered;
      }
      var batch =
          new Batch(
              RequestId.of(UUID.randomUUID().toString(), "denied", Integer.toString(waiting)),
              waiting);
      waiting = 0;
      return batch;
    }

    private synchronized void recorded() {
      sending = false;
      unanswered = null;
      notBefore = clock.instant().plus(BETWEEN);
    }

    private synchronized void failed(Batch batch, Throwable failure) {
      sending = false;
      notBefore = clock.instant().plus(BETWEEN);
      if (failure instanceof Rejection rejection
          && rejection.problem().type() == ProblemType.NOT_IN_TIME) {
        // It may have been recorded: only the same command under the same id tells.
        unanswered = batch;
        return;
      }
      unanswered = null;
      waiting += batch.attempts();
      if (!(failure instanceof Rejection)) {
        LOG.error(LogLine.of("denied attempts not recorded").with("attempts", waiting), failure);
      }
    }
  }
}
