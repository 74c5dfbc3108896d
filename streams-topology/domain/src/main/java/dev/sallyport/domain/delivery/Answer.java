package dev.sallyport.domain.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a destination said to one attempt. */
public sealed interface Answer {
  /** The most characters of what was said that are kept. */
  int MOST = 1_000;

  /** For people, such as a status and the first lines of an answer; never a secret. */
  String said();

  /** Received, and taken. */
  record Taken(String said) implements Answer {
    public Taken {
      said = cut(said);
    }
  }

  /**
   * Not taken now; it is tried again.
   *
   * @param pause how long the destination asks to be left alone, if it says so; a day at most: what
   *     waits is given up after three
   */
  record NotTaken(String said, @Nullable Duration pause) implements Answer {
    public NotTaken {
      said = cut(said);
      pause = pause == null ? null : bounded(pause);
    }

    public NotTaken(String said) {
      this(said, null);
    }
  }

  /** There is no such destination any more, and never will be: HTTP's 410, for example. */
  record Gone(String said) implements Answer {
    public Gone {
      said = cut(said);
    }
  }

  private static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(RetrySchedule.LONGEST_ASKED) > 0 ? RetrySchedule.LONGEST_ASKED : pause;
  }

  private static String cut(String said) {
    return said.length() <= MOST ? said : said.substring(0, MOST - 1) + "…";
  }
}
