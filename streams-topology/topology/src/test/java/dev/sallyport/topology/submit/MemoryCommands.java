package dev.sallyport.topology.submit;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.topology.view.MemoryView;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The way in without Kafka: decides at once, into a {@link MemoryView}. Remembers outcomes as the
 * decider does, and can be told to be in the states that are hard to come by.
 */
public final class MemoryCommands implements Commands {
  /** What becomes of commands from now on. */
  public enum Mode {
    /** They are decided. */
    ANSWERING,
    /** They are decided, but nobody hears of it. */
    SILENT,
    /** They cannot be submitted. */
    AWAY
  }

  private final MemoryView view;
  private final InstantSource clock;
  private final Map<CommandId, Outcome> decided = new HashMap<>();
  private final List<Submission> submitted = new CopyOnWriteArrayList<>();
  private volatile Mode mode = Mode.ANSWERING;

  public MemoryCommands(MemoryView view, InstantSource clock) {
    this.view = view;
    this.clock = clock;
  }

  public void become(Mode mode) {
    this.mode = mode;
  }

  /** All that was submitted, in order. */
  public List<Submission> submitted() {
    return submitted;
  }

  @Override
  public CompletionStage<Outcome> submit(Submission submission) {
    return switch (mode) {
      case AWAY -> CompletableFuture.failedFuture(new Unavailable("told to be away"));
      case SILENT -> {
        var _ = decide(submission);
        yield CompletableFuture.failedFuture(new Unanswered(submission, "told to be silent"));
      }
      case ANSWERING -> CompletableFuture.completedFuture(decide(submission));
    };
  }

  private synchronized Outcome decide(Submission submission) {
    submitted.add(submission);
    @Nullable Outcome former = decided.get(submission.id());
    if (former != null) {
      return former.request().equals(submission.request())
          ? former
          : new Outcome(
              submission.id(),
              submission.owner(),
              submission.request(),
              new Outcome.Verdict.Refused(new Refusal.IdempotencyKeyReused()));
    }
    var outcome = view.apply(submission, clock.instant());
    decided.put(submission.id(), outcome);
    return outcome;
  }
}
