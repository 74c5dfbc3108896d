package dev.sallyport.domain.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text and the way from its offsets to lines and columns. */
final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final int begin;
  private final int[] lineStarts;
  private final int @Nullable [] offsetsOfCodePoints;

  SourceText(String text) {
    this.text = text;
    this.begin = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    this.lineStarts = lineStarts(text, begin);
    this.offsetsOfCodePoints = offsetsOfCodePoints(text, begin);
  }

  String text() {
    return text;
  }

  /** Where the text begins behind a byte order mark. */
  int begin() {
    return begin;
  }

  String withoutMark() {
    return begin == 0 ? text : text.substring(begin);
  }

  /** The offset of a place that is counted in code points of {@link #withoutMark()}. */
  int offsetOfCodePoint(int index) {
    return offsetsOfCodePoints == null
        ? Math.min(begin + index, text.length())
        : offsetsOfCodePoints[Math.min(index, offsetsOfCodePoints.length - 1)];
  }

  Position positionOf(int offset) {
    var found = Arrays.binarySearch(lineStarts, offset);
    var line = found >= 0 ? found : -found - 2;
    line = Math.max(line, 0);
    var start = Math.min(lineStarts[line], offset);
    var column =
        offsetsOfCodePoints == null
            ? offset - start
            : indexOf(offset, offsetsOfCodePoints) - indexOf(start, offsetsOfCodePoints);
    return new Position(line + 1, column + 1, offset);
  }

  private static int indexOf(int offset, int[] offsetsOfCodePoints) {
    var found = Arrays.binarySearch(offsetsOfCodePoints, offset);
    return found >= 0 ? found : -found - 2;
  }

  private static int[] lineStarts(String text, int begin) {
    var starts = new int[16];
    starts[0] = begin;
    var count = 1;
    for (var at = begin; at < text.length(); at++) {
      var c = text.charAt(at);
      var endsLine =
          c == '\n' || (c == '\r' && !(at + 1 < text.length() && text.charAt(at + 1) == '\n'));
      if (endsLine) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = at + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  // Null where each code point is one char, as nearly always.
  private static int @Nullable [] offsetsOfCodePoints(String text, int begin) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return null;
    }
    var offsets = new int[text.codePointCount(begin, text.length()) + 1];
    var offset = begin;
    for (var i = 0; i < offsets.length; i++) {
      offsets[i] = offset;
      if (offset < text.length()) {
        offset += Character.charCount(text.codePointAt(offset));
      }
    }
    return offsets;
  }
}
