package dev.sallyport.domain.telemetry;

/**
 * Texts that jobs have a hand in: names of programs, hosts that were asked for. What happened
 * happened, so nothing in a text gets its record refused, or a job would hide behind it; what would
 * harm those who read it is replaced.
 */
final class ObservedText {
  private static final int REPLACEMENT = 0xFFFD;

  private ObservedText() {}

  /** The text with U+FFFD for each unwanted character, cut after so many characters. */
  static String of(String text, int most) {
    if (text.length() <= most && !holdsUnwanted(text)) {
      return text;
    }
    var kept = new StringBuilder();
    text.codePoints().limit(most).forEach(c -> kept.appendCodePoint(unwanted(c) ? REPLACEMENT : c));
    return kept.toString();
  }

  /**
   * Control characters, line separators, and halves of characters, which UTF-8 has no bytes for.
   */
  static boolean holdsUnwanted(String text) {
    return !isPrintableAscii(text) && text.codePoints().anyMatch(ObservedText::unwanted);
  }

  // Nearly all are, and each report has a dozen texts.
  private static boolean isPrintableAscii(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Whether {@link #of} would leave it as it is. */
  static boolean isPlain(String text, int most) {
    return text.codePointCount(0, text.length()) <= most && !holdsUnwanted(text);
  }

  private static boolean unwanted(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }
}
