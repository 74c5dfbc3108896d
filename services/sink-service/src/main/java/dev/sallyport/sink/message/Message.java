package dev.sallyport.sink.message;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in words, without any markup: whoever shows it writes every text in a way that
 * nothing in it means anything. No text holds a line end or what cannot be seen.
 *
 * @param title what happened, and to what
 * @param summary all of it in one line
 * @param facts who, where and what else there is to know
 * @param diff what changed in a policy's text; null where none did
 * @param link the page to go on from; null where this installation's address is not known
 */
public record Message(
    String title,
    String summary,
    List<Fact> facts,
    @Nullable DiffSummary diff,
    Instant at,
    @Nullable URI link) {
  private static final int LONGEST_TITLE = 150;
  private static final int LONGEST_SUMMARY = 400;

  public Message {
    title = Visible.line(title, LONGEST_TITLE);
    summary = Visible.line(summary, LONGEST_SUMMARY);
    facts = List.copyOf(facts);
  }

  /** Something to know, and what it is called. */
  public record Fact(String name, String value) {
    private static final int LONGEST = 300;

    public Fact {
      value = Visible.line(value, LONGEST);
    }
  }

  /** What is before several messages that come as one. */
  public static String title(List<Message> messages, String organization) {
    return messages.size() == 1
        ? messages.getFirst().title()
        : "%d events in %s".formatted(messages.size(), organization);
  }
}
