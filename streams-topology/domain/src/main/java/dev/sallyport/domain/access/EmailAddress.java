package dev.sallyport.domain.access;

import dev.sallyport.domain.names.InvalidName;
import java.util.Locale;

/**
 * An e-mail address as it is compared: without outer blanks, in lower case. Whether it reaches
 * anybody is not checked.
 */
public record EmailAddress(String value) {
  private static final int MIN = 3;
  private static final int MAX = 254;

  public EmailAddress {
    if (!value.equals(folded(value)) || !valid(value)) {
      throw new InvalidName(
          "e-mail address",
          "has 3 to 254 characters, one @ with something on both sides of it, and no blanks or"
              + " characters that cannot be seen");
    }
  }

  /** Reads an address as people write it. */
  public static EmailAddress of(String text) {
    return new EmailAddress(folded(text));
  }

  private static String folded(String text) {
    // Some letters beyond ASCII, such as the sign of Kelvin, have an ASCII letter for lower case:
    // folded, they would make somebody else's address out of one. They stay and are refused.
    return text.codePoints().anyMatch(EmailAddress::wouldPassForAscii)
        ? text
        : text.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean valid(String text) {
    var at = text.indexOf('@');
    return text.length() >= MIN
        && text.length() <= MAX
        && at > 0
        && at == text.lastIndexOf('@')
        && at < text.length() - 1
        && text.codePoints().allMatch(EmailAddress::visible);
  }

  private static boolean visible(int codePoint) {
    if (wouldPassForAscii(codePoint)) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean wouldPassForAscii(int codePoint) {
    return codePoint > 0x7F && Character.toLowerCase(codePoint) <= 0x7F;
  }

  @Override
  public String toString() {
    return value;
  }
}
