package dev.sallyport.service.github;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.logging.LogLine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Whatever is asked to cancel one run: again after a failure, and later where GitHub wants that.
 */
record Attempts(Pace pace, RepositoryFullName repository, RunId run) {
  private static final Logger LOG = Logger.getLogger(Attempts.class);

  /** Made anew at each attempt: one may be a quarter of an hour after the other. */
  interface Request {
    HttpResponse<String> send() throws IOException, InterruptedException;
  }

  /** Asks until an answer is one that asking again will not change. */
  HttpResponse<String> persist(Request request) throws InVain, InterruptedException {
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
        throw new InVain(
            Cancelled.GIVEN_UP, "%s, at the attempt number %d".formatted(why, attempt));
      }
      LOG.info(
          line("cancelling a run is tried again")
              .with("why", why)
              .with("seconds", pause.toMillis() / 1_000.0));
      Thread.sleep(pause);
    }
  }

  /** Begins a line of the log about it. */
  LogLine line(String what) {
    return LogLine.of(what).with("repository", repository).with("run", run);
  }
}
