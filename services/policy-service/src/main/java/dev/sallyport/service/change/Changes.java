package dev.sallyport.service.change;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.Outcome.Verdict.Refused;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.metrics.ChangeMetrics;
import dev.sallyport.service.problem.Problems;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NotInTime;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.security.Caller;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.submit.Commands.Unanswered;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** The way of every change from a request to the decider; answers once the change can be read. */
@Singleton
public class Changes {
  private static final Logger LOG = Logger.getLogger("sallyport.changes");
  // Longer than a broker's fail-over of some seconds, shorter than clients and proxies wait.
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int RETRY_SECONDS = 2;

  private final Commands commands;
  private final ChangeMetrics metrics;
  private final InstantSource clock = InstantSource.system();

  @Inject
  Changes(Commands commands, ChangeMetrics metrics) {
    this.commands = commands;
    this.metrics = metrics;
  }

  /**
   * Submits a command. Fails with a {@link Rejection} when it is refused (its problem names the
   * command), cannot be submitted (503) or nothing is heard in time (504).
   */
  public Uni<Done> submit(Caller caller, Owner owner, PolicyCommand command, RequestId request) {
    var submission =
        new Submission(
            request.commandId(owner, caller.actor()),
            owner,
            command,
            caller.actor(),
            caller.source(),
            clock.instant().plus(PATIENCE),
            request.digest(),
            caller.may(Permission.ADD_ORGANIZATION, owner));
    var started = System.nanoTime();
    return Uni.createFrom()
        .completionStage(() -> commands.submit(submission))
        // Given back, not thrown: Mutiny would wrap what is thrown while it handles a failure.
        .onFailure()
        .transform(failure -> failed(submission, failure, System.nanoTime() - started))
        .map(outcome -> answered(submission, outcome, System.nanoTime() - started));
  }

  private Done answered(Submission submission, Outcome outcome, long nanos) {
    return switch (outcome.verdict()) {
      case Done done -> {
        metrics.done(nanos);
        log(submission, done.changed() ? "done" : "so already", nanos);
        yield done;
      }
      case Refused(var refusal) -> {
        var problem = Problems.of(refusal).ofCommand(submission.id().toString());
        metrics.refused(problem.type().slug(), nanos);
        log(submission, problem.type().slug(), nanos);
        throw new Rejection(problem);
      }
    };
  }

  private Throwable failed(Submission submission, Throwable thrown, long nanos) {
    var failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (failure) {
      case Unanswered _ -> {
        metrics.refused("not-in-time", nanos);
        log(submission, "not-in-time", nanos);
        yield new Rejection(new NotInTime(submission.id()));
      }
      case Commands.Unavailable unavailable -> {
        metrics.refused("service-unavailable", nanos);
        log(submission, "service-unavailable", nanos);
        LOG.debug(LogLine.of("not submitted").with("command", submission.id()), unavailable);
        yield new Rejection(
            new Unavailable("Changes cannot be made at the moment; lookups go on.", RETRY_SECONDS));
      }
      default -> failure;
    };
  }

  private static void log(Submission submission, String outcome, long nanos) {
    LOG.info(
        LogLine.of("change")
            .with("command", submission.id())
            .with("type", submission.command().getClass().getSimpleName())
            .with("owner", submission.owner().key())
            .with("actor", submission.actor().id())
            .with("source", submission.source())
            .with("outcome", outcome)
            .with("ms", nanos / 1_000_000));
  }
}
