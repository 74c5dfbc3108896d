package dev.sallyport.service.telemetry;

import java.util.regex.Pattern;

/**
 * Texts that jobs have a hand in, in Markdown: whatever they are, they are shown and nothing else.
 *
 * <p>In a code span nothing but a backtick has a meaning, and in a table a vertical bar; GitHub
 * makes no links, mentions or references there. Both are shown by number, and so is what HTML is
 * made of, for readers that take the text for HTML, and what nobody would see.
 */
final class Markdown {
  private static final int MOST = 255;
  private static final String BY_NUMBER = "<>&`|";
  private static final Pattern WORDS =
      Pattern.compile("[A-Za-z][A-Za-z0-9]{0,30}([ -][A-Za-z][A-Za-z0-9]{0,30})*");

  private Markdown() {}

  /** For a place in the middle of a line; a few plain words as they are. */
  static String text(String text) {
    return text.length() <= MOST && WORDS.matcher(text).matches() ? text : code(text);
  }

  /** As code; the rest of a long text is left out. */
  static String code(String text) {
    if (text.isBlank()) {
      return "–";
    }
    var shown = new StringBuilder("`");
    text.codePoints()
        .limit(MOST)
        .forEach(point -> {
          if (hasMeaning(point)) {
            shown.append("U+%04X".formatted(point));
          } else {
            shown.appendCodePoint(point);
          }
        });
    return shown.append(text.codePointCount(0, text.length()) > MOST ? "…`" : "`").toString();
  }

  private static boolean hasMeaning(int point) {
    return BY_NUMBER.indexOf(point) >= 0
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          case Character.SPACE_SEPARATOR -> point != ' ';
          default -> false;
        };
  }
}
