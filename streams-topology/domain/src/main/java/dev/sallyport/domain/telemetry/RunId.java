package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.names.InvalidName;
import org.jspecify.annotations.Nullable;

/** GitHub's id of a workflow run. Not secret: those of public repositories are public. */
public record RunId(String digits) {
  private static final int MOST = 20;

  public RunId {
    if (!valid(digits)) {
      throw new InvalidName("run id", "has 1 to 20 digits");
    }
  }

  /** Null for what is none. */
  public static @Nullable RunId read(@Nullable String text) {
    return text != null && valid(text) ? new RunId(text) : null;
  }

  private static boolean valid(String text) {
    if (text.isEmpty() || text.length() > MOST) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return digits;
  }
}
