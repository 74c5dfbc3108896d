package dev.sallyport.domain.names;

/** The characters that no name may hold, whatever it names. */
final class PlainText {
  private PlainText() {}

  static boolean holds(String text, int maxCodePoints) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= maxCodePoints
        && text.length() == text.strip().length()
        && !holdsForbidden(text);
  }

  // A loop and no stream: every lookup names a workflow.
  private static boolean holdsForbidden(String text) {
    for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (forbidden(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Letters, digits, dots, underscores and hyphens: what GitHub's names are made of. */
  static boolean isWord(String text, int maxLength) {
    if (text.isEmpty() || text.length() > maxLength) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean forbidden(int codePoint) {
    return codePoint == '/'
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
  }
}
