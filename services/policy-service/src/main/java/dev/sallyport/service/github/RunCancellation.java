package dev.sallyport.service.github;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.logging.LogLine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Cancels one run, from the first request to the last: asks, looks ten seconds later whether the
 * run has completed, and cancels it by force if not.
 */
final class RunCancellation {
  private static final Logger LOG = Logger.getLogger(RunCancellation.class);

  private final GitHubApi api;
  private final Pace pace;
  private final RepositoryFullName repository;
  private final RunId run;

  private interface Request {
    HttpResponse<String> send() throws IOException, InterruptedException;
  }

  /** A request was in vain for the last time. */
  private static final class GaveUp extends Exception {
    private static final long serialVersionUID = 1L;

    GaveUp(String why) {
      super(why, null, false, false);
    }
  }

  RunCancellation(GitHubApi api, Pace pace, RepositoryFullName repository, RunId run) {
    this.api = api;
    this.pace = pace;
    this.repository = repository;
    this.run = run;
  }

  Cancelled run() throws InterruptedException {
    try {
      var first = persist(() -> api.cancel(repository, run, false));
      if (first.statusCode() != 202) {
        return end(first);
      }
      Thread.sleep(pace.force());
      var state = persist(() -> api.run(repository, run));
      if (state.statusCode() == 200 && GitHubApi.isCompleted(state.body())) {
        return Cancelled.DONE;
      }
      var second = persist(() -> api.cancel(repository, run, true));
      return switch (second.statusCode()) {
        case 202 -> Cancelled.BY_FORCE;
        case 409 -> Cancelled.DONE; // it has completed meanwhile
        default -> end(second);
      };
    } catch (GaveUp gaveUp) {
      LOG.error(line("a run is not cancelled").with("why", String.valueOf(gaveUp.getMessage())));
      return Cancelled.GIVEN_UP;
    }
  }

  private Cancelled end(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 409 -> Cancelled.TOO_LATE;
      case 404 -> Cancelled.NOT_FOUND;
      default -> {
        LOG.error(
            line("GitHub refuses to cancel a run")
                .with("status", answer.statusCode())
                .with("answer", answer.body()));
        yield Cancelled.REFUSED;
      }
    };
  }

  // Until an answer is one that asking again will not change.
  private HttpResponse<String> persist(Request request) throws GaveUp, InterruptedException {
    for (var attempt = 1; ; attempt++) {
      Duration pause;
      String why;
      try {
        var answer = request.send();
        var limit = RateLimit.pause(answer, Instant.now());
        if (limit == null && answer.statusCode() < 500) {
          return answer;
        }
        why = "GitHub answered " + answer.statusCode();
        pause = limit == null ? pace.after(attempt) : limit;
      } catch (IOException e) {
        why = String.valueOf(e.getMessage());
        pause = pace.after(attempt);
      }
      if (attempt == pace.attempts() || pause.compareTo(pace.longest()) > 0) {
        throw new GaveUp("%s, at the attempt number %d".formatted(why, attempt));
      }
      LOG.info(
          line("cancelling a run is tried again")
              .with("why", why)
              .with("seconds", pause.toMillis() / 1_000.0));
      Thread.sleep(pause);
    }
  }

  private LogLine line(String what) {
    return LogLine.of(what).with("repository", repository).with("run", run);
  }
}
