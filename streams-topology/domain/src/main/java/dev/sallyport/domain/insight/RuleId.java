package dev.sallyport.domain.insight;

import dev.sallyport.domain.names.Hexadecimal;
import dev.sallyport.domain.names.InvalidName;
import org.jspecify.annotations.Nullable;

/** Tells a suppression rule from others: 32 hexadecimal digits. */
public record RuleId(String digits) {
  private static final int DIGITS = 32;

  public RuleId {
    if (!Hexadecimal.isDigits(digits, DIGITS)) {
      throw new InvalidName("rule id", "has 32 hexadecimal digits");
    }
  }

  /** Null for what is none. */
  public static @Nullable RuleId read(String text) {
    return Hexadecimal.isDigits(text, DIGITS) ? new RuleId(text) : null;
  }

  @Override
  public String toString() {
    return digits;
  }
}
