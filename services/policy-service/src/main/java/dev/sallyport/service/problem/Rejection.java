package dev.sallyport.service.problem;

import dev.sallyport.domain.command.Refusal;

/**
 * Ends the handling of a request with a problem. Carries no stack trace: it is an answer, not a
 * failure of ours.
 */
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public Rejection(Problem problem) {
    super(problem.type().slug(), null, false, false);
    this.problem = problem;
  }

  public Rejection(RequestProblem problem) {
    this(Problems.of(problem));
  }

  public Rejection(Refusal refusal) {
    this(Problems.of(refusal));
  }

  public Problem problem() {
    return problem;
  }
}
