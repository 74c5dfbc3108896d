package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.names.InvalidName;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's own name for a job: a random UUID on GitHub-hosted runners, the runner's name
 * elsewhere (Harden-Runner action, {@code src/setup.ts}). Never altered to fit, since it is
 * compared.
 */
public record CorrelationId(String text) {
  private static final int MOST = 128;
  private static final Pattern RANDOM =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  public CorrelationId {
    if (!valid(text)) {
      throw new InvalidName("correlation id", "has 1 to 128 characters, none a control character");
    }
  }

  /** Null for what is none. */
  public static @Nullable CorrelationId read(@Nullable String text) {
    return text != null && valid(text) ? new CorrelationId(text) : null;
  }

  /** Whether it is written like a random UUID, which nobody guesses, and not a runner's name. */
  public boolean isRandom() {
    return RANDOM.matcher(text).matches();
  }

  private static boolean valid(String text) {
    return !text.isEmpty()
        && text.length() <= 2 * MOST
        && text.codePointCount(0, text.length()) <= MOST
        && !ObservedText.holdsUnwanted(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
