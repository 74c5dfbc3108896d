package dev.sallyport.sink.http;

import dev.sallyport.domain.delivery.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
public sealed interface Reply {
  /** What it means to most destinations. */
  Answer answer();

  /**
   * There was an answer.
   *
   * @param body its beginning, as far as people can read it, without secrets
   * @param location scheme and host of where a redirect leads to
   * @param pause how long it asks to be left alone, a day at most
   */
  record Answered(int status, String body, @Nullable String location, @Nullable Duration pause)
      implements Reply {
    private static final int GONE = 410;
    private static final int MOST_SAID = 500;

    /** Whether the status says that all went well. */
    public boolean successful() {
      return status / 100 == 2;
    }

    @Override
    public Answer answer() {
      if (successful()) {
        return new Answer.Taken(said());
      }
      return status == GONE ? new Answer.Gone(said()) : new Answer.NotTaken(said(), pause);
    }

    /** For people: the status, and what else helps to understand it. */
    public String said() {
      if (status / 100 == 3) {
        return "HTTP %d%s: redirects are not followed"
            .formatted(status, location == null ? "" : " to " + location);
      }
      var start = body.length() <= MOST_SAID ? body : body.substring(0, MOST_SAID - 1) + "…";
      return "HTTP " + status + (start.isEmpty() ? "" : ": " + start);
    }
  }

  /**
   * There was none, or none that can be understood.
   *
   * @param why for people
   */
  record NotReached(String why) implements Reply {
    @Override
    public Answer answer() {
      return new Answer.NotTaken(why);
    }
  }
}
