package dev.sallyport.domain.integration;

import dev.sallyport.domain.names.Hexadecimal;
import dev.sallyport.domain.names.InvalidName;
import org.jspecify.annotations.Nullable;

/** Tells an integration from others: 32 hexadecimal digits, made of the command that added it. */
public record IntegrationId(String digits) {
  private static final int DIGITS = 32;

  public IntegrationId {
    if (!Hexadecimal.isDigits(digits, DIGITS)) {
      throw new InvalidName("integration id", "has 32 hexadecimal digits");
    }
  }

  /** Null for what is none. */
  public static @Nullable IntegrationId read(String text) {
    return Hexadecimal.isDigits(text, DIGITS) ? new IntegrationId(text) : null;
  }

  @Override
  public String toString() {
    return digits;
  }
}
