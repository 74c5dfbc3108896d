package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Reported;
import dev.sallyport.domain.document.YamlNode.Scalar;
import dev.sallyport.domain.document.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds and removes allowed endpoints in the author's text and leaves the rest of it as it is,
 * comments and all. What an edit gave is read again and must mean exactly what was asked for.
 */
final class EntryEdits {
  private static final String INDENT = "  ";

  private final PolicyDocument document;
  private final String text;
  private final String lineEnd;

  EntryEdits(PolicyDocument document) {
    this.document = document;
    this.text = document.text();
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
  }

  Optional<PolicyDocument> adding(Endpoint endpoint) {
    var wanted = new ArrayList<>(document.rules().allowedEndpoints());
    if (wanted.contains(endpoint)) {
      return Optional.of(document);
    }
    wanted.add(endpoint);
    return inserted(endpoint.toString()).flatMap(edited -> readBack(edited, wanted));
  }

  Optional<PolicyDocument> removing(Endpoint endpoint) {
    var wanted = new ArrayList<>(document.rules().allowedEndpoints());
    if (!wanted.remove(endpoint)) {
      return Optional.of(document);
    }
    var edited = new StringBuilder(text);
    var flow = value().filter(node -> node instanceof Sequence list && list.flow()).isPresent();
    for (var entry : document.entries().reversed()) {
      if (entry.meaning().equals(endpoint)) {
        remove(edited, entry, flow);
      }
    }
    return readBack(edited.toString(), wanted);
  }

  private static Optional<PolicyDocument> readBack(String edited, List<Endpoint> wanted) {
    return PolicyDocument.read(edited) instanceof Reading.Readable(var document, _)
            && document.rules().allowedEndpoints().equals(wanted)
        ? Optional.of(document)
        : Optional.empty();
  }

  private Optional<YamlNode> value() {
    var source = new SourceText(text);
    return YamlOutline.read(source, new Findings(source)).stream()
        .flatMap(root -> root instanceof Mapping mapping ? mapping.fields().stream() : null)
        .filter(field -> field.key() instanceof Scalar key && isAllowedEndpoints(key))
        .map(YamlNode.Field::value)
        .findFirst();
  }

  private static boolean isAllowedEndpoints(Scalar key) {
    return key.value().equals(PolicyKey.ALLOWED_ENDPOINTS.text());
  }

  private Optional<String> inserted(String endpoint) {
    var value = value();
    if (value.isEmpty()) {
      var gap = text.isEmpty() || text.endsWith("\n") ? "" : lineEnd;
      return Optional.of(
          text + gap + "allowed-endpoints: >" + lineEnd + INDENT + endpoint + lineEnd);
    }
    return switch (value.get()) {
      case Scalar scalar when scalar.isNull() && scalar.value().isEmpty() ->
          Optional.of(at(scalar.start(), " >" + lineEnd + INDENT + endpoint));
      case Scalar scalar when document.entries().isEmpty() -> intoEmpty(scalar, endpoint);
      case Scalar scalar -> Optional.of(intoText(scalar, endpoint));
      case Sequence list -> intoList(list, "\"" + endpoint + "\"");
      case Mapping _, Reported _ -> Optional.empty();
    };
  }

  private Optional<String> intoEmpty(Scalar scalar, String endpoint) {
    return switch (scalar.style()) {
      case FOLDED, LITERAL ->
          Optional.of(at(endOfLine(scalar.start()), lineEnd + INDENT + endpoint));
      case SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE ->
          Optional.of(at(scalar.start() + 1, endpoint));
      case PLAIN -> Optional.empty();
    };
  }

  private String intoText(Scalar scalar, String endpoint) {
    var last = document.entries().getLast();
    var indentation = text.substring(lineStart(last), last.position().offset());
    if (!indentation.isBlank()) {
      return at(last.endOffset(), " " + endpoint);
    }
    var end = scalar.isPlain() ? last.endOffset() : endOfLine(last.endOffset());
    return at(end, lineEnd + indentation + endpoint);
  }

  private Optional<String> intoList(Sequence list, String endpoint) {
    if (list.items().isEmpty()) {
      return Optional.of(at(list.start() + 1, endpoint));
    }
    var last = list.items().getLast();
    if (list.flow()) {
      return Optional.of(at(last.end(), ", " + endpoint));
    }
    var dash = text.substring(text.lastIndexOf('\n', last.start() - 1) + 1, last.start());
    return dash.strip().equals("-")
        ? Optional.of(at(endOfLine(last.end()), lineEnd + dash + endpoint))
        : Optional.empty();
  }

  private void remove(StringBuilder edited, Entry<Endpoint> entry, boolean flow) {
    var start = entry.position().offset();
    var end = entry.endOffset();
    var lineStart = lineStart(entry);
    var before = text.substring(lineStart, start);
    var after = text.substring(end, endOfLine(end));
    if (flow) {
      removeFromFlow(edited, start, end);
    } else if (before.matches("\\s*(-\\s+)?[\"']?") && after.matches("[\"']?\\s*(#.*)?")) {
      edited.delete(lineStart, Math.min(afterLineEnd(end), text.length()));
    } else if (after.startsWith(" ")) {
      edited.delete(start, end + 1);
    } else {
      edited.delete(before.endsWith(" ") ? start - 1 : start, end);
    }
  }

  // With its quotes, and with the comma behind it or else before it.
  private void removeFromFlow(StringBuilder edited, int entryStart, int entryEnd) {
    var start = entryStart;
    var end = entryEnd;
    if ("\"'".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
      end++;
    }
    var next = afterBlanks(end);
    if (next < text.length() && text.charAt(next) == ',') {
      edited.delete(start, afterBlanks(next + 1));
      return;
    }
    var previous = start - 1;
    while (Character.isWhitespace(text.charAt(previous))) {
      previous--;
    }
    edited.delete(text.charAt(previous) == ',' ? previous : start, end);
  }

  private int afterBlanks(int from) {
    var at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private String at(int offset, String insertion) {
    return text.substring(0, offset) + insertion + text.substring(offset);
  }

  private int lineStart(Entry<Endpoint> entry) {
    return text.lastIndexOf('\n', entry.position().offset() - 1) + 1;
  }

  private int endOfLine(int from) {
    var at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private int afterLineEnd(int from) {
    var end = endOfLine(from);
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
}
