package dev.sallyport.sink.slack;

import dev.sallyport.sink.courier.UnusableSecret;
import java.util.regex.Pattern;

/** What a bot shows to Slack. */
public final class BotToken {
  // Slack's begin with xoxb-; servers that speak the same have their own.
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{8,500}");

  private final String text;

  private BotToken(String text) {
    this.text = text;
  }

  /**
   * Reads one as people have it.
   *
   * @throws UnusableSecret for what is none
   */
  public static BotToken of(String text) {
    var stripped = text.strip();
    if (!TOKEN.matcher(stripped).matches()) {
      throw new UnusableSecret("the token is no bot token, such as xoxb-…");
    }
    return new BotToken(stripped);
  }

  String text() {
    return text;
  }

  @Override
  public String toString() {
    return "BotToken[…]";
  }
}
