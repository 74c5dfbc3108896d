package dev.sallyport.service.github;

import java.net.http.HttpResponse;
import org.jboss.logging.Logger;

/**
 * Cancels one run, from the first request to the last: asks, looks ten seconds later whether the
 * run has completed, and cancels it by force if not.
 */
record RunCancellation(GitHubAccess github, Attempts attempts) {
  private static final Logger LOG = Logger.getLogger(RunCancellation.class);

  Cancelled run() throws InterruptedException {
    try {
      var first = cancel(false);
      if (first.statusCode() != 202) {
        return end(first);
      }
      Thread.sleep(attempts.pace().force());
      var state =
          github.ask(
              attempts, (api, token) -> api.run(attempts.repository(), attempts.run(), token));
      if (state.statusCode() == 200 && GitHubApi.isCompleted(state.body())) {
        return Cancelled.DONE;
      }
      var second = cancel(true);
      return switch (second.statusCode()) {
        case 202 -> Cancelled.BY_FORCE;
        case 409 -> Cancelled.DONE; // it has completed meanwhile
        default -> end(second);
      };
    } catch (InVain e) {
      LOG.error(
          attempts.line("a run is not cancelled").with("why", String.valueOf(e.getMessage())));
      return e.end();
    }
  }

  private HttpResponse<String> cancel(boolean force) throws InVain, InterruptedException {
    return github.ask(
        attempts, (api, token) -> api.cancel(attempts.repository(), attempts.run(), force, token));
  }

  private Cancelled end(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 409 -> Cancelled.TOO_LATE;
      case 404 -> Cancelled.NOT_FOUND;
      default -> {
        LOG.error(
            attempts
                .line("GitHub refuses to cancel a run")
                .with("status", answer.statusCode())
                .with("answer", answer.body()));
        yield Cancelled.REFUSED;
      }
    };
  }
}
