package dev.sallyport.domain.names;

/** The characters that no name may hold, whatever it names. */
final class PlainText {
  private PlainText() {}

  static boolean holds(String text, int maxCodePoints) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= maxCodePoints
        && text.equals(text.strip())
        && text.codePoints().noneMatch(PlainText::forbidden);
  }

  private static boolean forbidden(int codePoint) {
    return codePoint == '/'
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
  }
}
