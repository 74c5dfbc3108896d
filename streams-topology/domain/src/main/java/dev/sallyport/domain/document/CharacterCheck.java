package dev.sallyport.domain.document;

/**
 * Finds characters that a policy may not hold: they are invisible, end lines in some readers only,
 * or cannot be kept as UTF-8.
 */
final class CharacterCheck {
  private CharacterCheck() {}

  static void run(SourceText source, Findings findings) {
    var text = source.text();
    for (var at = source.begin(); at < text.length(); ) {
      var c = text.codePointAt(at);
      if (!isAllowed(c)) {
        findings.problem(
            FindingCode.CONTROL_CHARACTER,
            at,
            "U+%04X cannot stand in a policy: remove it".formatted(c));
      }
      at += Character.charCount(c);
    }
  }

  private static boolean isAllowed(int c) {
    if (c < 0x7F) {
      return c >= ' ' || c == '\n' || c == '\r' || c == '\t';
    }
    return c >= 0xA0
        && c != 0x2028
        && c != 0x2029
        && c != 0xFEFF
        && (c & 0xFFFE) != 0xFFFE
        && !(c <= 0xFFFF && Character.isSurrogate((char) c));
  }
}
