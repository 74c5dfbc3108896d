package dev.sallyport.sink.message;

/**
 * Makes text of people fit to be shown: characters that nobody sees are spelled by their number,
 * since those that turn the direction of writing make a text read differently from what it says.
 */
final class Visible {
  private Visible() {}

  /**
   * One line.
   *
   * @param most code points; what is longer ends in an ellipsis
   */
  static String line(String text, int most) {
    var line = new StringBuilder();
    var cut = text.codePointCount(0, text.length()) > most;
    text.codePoints().limit(cut ? most - 1 : most).forEach(point -> append(point, line));
    return cut ? line.append('…').toString() : line.toString();
  }

  private static void append(int point, StringBuilder line) {
    if (point == '\t' || point == '\n' || point == '\r') {
      line.append(' ');
    } else if (hidden(point)) {
      line.append("U+%04X".formatted(point));
    } else {
      line.appendCodePoint(point);
    }
  }

  private static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
