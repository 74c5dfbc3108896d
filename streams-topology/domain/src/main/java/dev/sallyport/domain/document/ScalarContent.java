package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * The source lines of a scalar, with line ends where the author put them. Folding would join a
 * comment and the endpoint of the line below.
 */
final class ScalarContent {
  private final String text;
  private final int base;

  // Where each character stands in the source; null when they stand in a row from base.
  private final int @Nullable [] offsets;

  private ScalarContent(String text, int base, int @Nullable [] offsets) {
    this.text = text;
    this.base = base;
    this.offsets = offsets;
  }

  static ScalarContent of(Scalar scalar, String source) {
    return switch (scalar.style()) {
      case PLAIN -> verbatim(source, scalar.start(), scalar.end());
      case FOLDED, LITERAL -> verbatim(source, blockStart(scalar, source), scalar.end());
      case SINGLE_QUOTED -> verbatim(source, scalar.start() + 1, scalar.end() - 1);
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> {
        var content = verbatim(source, scalar.start() + 1, scalar.end() - 1);
        yield content.text.indexOf('\\') < 0 ? content : unescaped(content);
      }
    };
  }

  /** What stands between the quotes, or in the block. */
  String text() {
    return text;
  }

  /** Where the character at this index stands in the source. */
  int offsetAt(int index) {
    return offsets == null ? base + index : offsets[index];
  }

  /** Where the source goes on behind the character at this index. */
  int endOffsetAt(int index) {
    return offsets == null ? base + index + 1 : offsets[index + 1];
  }

  private static ScalarContent verbatim(String source, int start, int end) {
    return new ScalarContent(source.substring(start, Math.max(start, end)), start, null);
  }

  private static int blockStart(Scalar scalar, String source) {
    for (var at = scalar.start(); at < scalar.end(); at++) {
      if (source.charAt(at) == '\n' || source.charAt(at) == '\r') {
        return at;
      }
    }
    return scalar.end();
  }

  // The escapes were checked by the YAML parser.
  private static ScalarContent unescaped(ScalarContent raw) {
    var source = raw.text;
    var text = new StringBuilder(source.length());
    var offsets = new int[source.length() + 1];
    for (var at = 0; at < source.length(); ) {
      var begin = at;
      var c = source.charAt(at++);
      if (c != '\\') {
        offsets[text.length()] = raw.base + begin;
        text.append(c);
        continue;
      }
      var escape = source.charAt(at++);
      var digits = hexDigits(escape);
      if (digits > 0) {
        var code = Integer.parseInt(source.substring(at, at + digits), 16);
        at += digits;
        for (var unit : Character.toChars(code)) {
          offsets[text.length()] = raw.base + begin;
          text.append(unit);
        }
      } else if (escape == '\n' || escape == '\r') {
        at = afterIndentation(source, at);
      } else {
        offsets[text.length()] = raw.base + begin;
        text.append(unescaped(escape));
      }
    }
    offsets[text.length()] = raw.base + source.length();
    return new ScalarContent(text.toString(), raw.base, offsets);
  }

  private static int hexDigits(char escape) {
    return switch (escape) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      default -> 0;
    };
  }

  private static int afterIndentation(String source, int from) {
    var at = from;
    while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  // YAML 1.1, section 5.6.
  private static char unescaped(char escape) {
    return switch (escape) {
      case '0' -> '\0';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> '\u000B';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> '\u001B';
      case 'N' -> '\u0085';
      case '_' -> '\u00A0';
      case 'L' -> '\u2028';
      case 'P' -> '\u2029';
      default -> escape;
    };
  }
}
