package dev.sallyport.topology.submit;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Submission;
import java.util.concurrent.CompletionStage;

/** The way in for every change. */
public interface Commands {
  /**
   * Submits a command and waits until its outcome is known and, if it was done, until this
   * instance's view holds it: whoever reads next on this instance reads the change.
   *
   * <p>Completes exceptionally with {@link Unanswered} if nothing was heard in time (the command
   * may or may not be done; repeating it under the same id tells), or with {@link Unavailable} if
   * it was certainly not submitted.
   */
  CompletionStage<Outcome> submit(Submission submission);

  /** Nothing was heard before the command's time was up. */
  final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unanswered(Submission submission, String waitingFor) {
      super("Command " + submission.id() + " got no answer in time: " + waitingFor);
    }
  }

  /** The command could not be submitted; nothing has happened. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String reason) {
      super(reason);
    }

    public Unavailable(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
