package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Field;
import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Scalar;
import java.util.Optional;

/** The text of a readable policy, with its lines and the places of its settings. */
final class AuthorsText {
  private final SourceText source;
  private final String text;

  AuthorsText(String text) {
    this.source = new SourceText(text);
    this.text = text;
  }

  String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** The settings; empty where there are none. */
  Optional<Mapping> root() {
    return YamlOutline.read(source, new Findings(source))
        .flatMap(root -> root instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty());
  }

  static Optional<Field> field(Mapping mapping, String name) {
    return mapping.fields().stream()
        .filter(field -> field.key() instanceof Scalar key && key.value().equals(name))
        .findFirst();
  }

  String at(int offset, String insertion) {
    return text.substring(0, offset) + insertion + text.substring(offset);
  }

  /** The text with further lines at its end. */
  String withLinesBelow(String lines) {
    var gap = text.isEmpty() || text.endsWith("\n") ? "" : lineEnd();
    return text + gap + lines + lineEnd();
  }

  int startOfLine(int offset) {
    return Math.max(text.lastIndexOf('\n', offset - 1) + 1, source.begin());
  }

  int endOfLine(int from) {
    return endOfLine(text, from);
  }

  static int endOfLine(CharSequence text, int from) {
    var at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  static int afterLineEnd(CharSequence text, int from) {
    var end = endOfLine(text, from);
    if (end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n') {
      return end + 2;
    }
    return Math.min(end + 1, text.length());
  }
}
