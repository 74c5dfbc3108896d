package dev.sallyport.service.pages;

import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of people, cut so that characters which nobody sees can be shown: those that turn the
 * direction of writing make a text read differently from what it says, invisible ones make two
 * texts look alike.
 */
@TemplateExtension
public final class VisibleText {
  private VisibleText() {}

  /**
   * @param control whether {@code text} names a character instead of being one
   */
  public record Piece(String text, boolean control) {}

  public static List<Piece> pieces(String text) {
    if (plain(text)) {
      return List.of(new Piece(text, false));
    }
    var pieces = new ArrayList<Piece>();
    var plain = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          if (hidden(point)) {
            flush(plain, pieces);
            pieces.add(new Piece("U+%04X".formatted(point), true));
          } else {
            plain.appendCodePoint(point);
          }
        });
    flush(plain, pieces);
    return pieces;
  }

  /** Whether every character can be seen. */
  public static boolean plain(String text) {
    return text.codePoints().noneMatch(VisibleText::hidden);
  }

  private static void flush(StringBuilder plain, List<Piece> pieces) {
    if (!plain.isEmpty()) {
      pieces.add(new Piece(plain.toString(), false));
      plain.setLength(0);
    }
  }

  private static boolean hidden(int point) {
    return Character.getType(point) == Character.FORMAT
        || (Character.isISOControl(point) && point != '\t' && point != '\n');
  }
}
