package dev.sallyport.domain.document;

import static java.util.stream.Collectors.joining;

import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Reported;
import dev.sallyport.domain.document.YamlNode.Scalar;
import dev.sallyport.domain.document.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
  private final AuthorsText lines;
  private final String lineEnd;

  EntryEdits(PolicyDocument document) {
    this.document = document;
    this.text = document.text();
    this.lines = new AuthorsText(text);
    this.lineEnd = lines.lineEnd();
  }

  Edited adding(List<Endpoint> endpoints) {
    var wanted = new LinkedHashSet<>(document.rules().allowedEndpoints());
    var added = endpoints.stream().filter(wanted::add).toList();
    if (added.isEmpty()) {
      return new Edited.Done(document);
    }
    if (wanted.size() > PolicyRules.MAX_ENDPOINTS) {
      return new Edited.Refused(
          "a policy lists at most %d endpoints, and these would make %d: use wildcards, or split"
                  .formatted(PolicyRules.MAX_ENDPOINTS, wanted.size())
              + " the policy");
    }
    if (!document.rules().deniedEndpoints().isEmpty()) {
      return new Edited.Refused(
          "endpoints are either allowed or denied: remove denied-endpoints first");
    }
    return inserted(added.stream().map(Endpoint::toString).toList())
        .map(edited -> ReadBack.of(edited, document.rules().withAllowed(new ArrayList<>(wanted))))
        .orElseGet(ReadBack::unsafe);
  }

  Edited removing(List<Endpoint> endpoints) {
    var unwanted = new HashSet<>(endpoints);
    var wanted = new ArrayList<>(document.rules().allowedEndpoints());
    if (!wanted.removeIf(unwanted::contains)) {
      return new Edited.Done(document);
    }
    var edited = new StringBuilder(text);
    var flow = value().filter(node -> node instanceof Sequence list && list.flow()).isPresent();
    for (var entry : document.entries().reversed()) {
      if (unwanted.contains(entry.meaning())) {
        remove(edited, entry, flow);
      }
    }
    return ReadBack.of(edited.toString(), document.rules().withAllowed(wanted));
  }

  private Optional<YamlNode> value() {
    return lines
        .root()
        .flatMap(root -> AuthorsText.field(root, PolicyKey.ALLOWED_ENDPOINTS.text()))
        .map(YamlNode.Field::value);
  }

  private Optional<String> inserted(List<String> endpoints) {
    var below = each(lineEnd + INDENT, endpoints);
    var value = value();
    if (value.isEmpty()) {
      return Optional.of(lines.withLinesBelow("allowed-endpoints: >" + below));
    }
    return switch (value.get()) {
      case Scalar scalar when scalar.isNull() -> Optional.of(insteadOfNothing(scalar, below));
      case Scalar scalar when document.entries().isEmpty() -> intoEmpty(scalar, endpoints);
      case Scalar scalar -> Optional.of(intoText(scalar, endpoints));
      case Sequence list -> intoList(list, endpoints.stream().map(it -> "\"" + it + "\"").toList());
      case Mapping _, Reported _ -> Optional.empty();
    };
  }

  private String insteadOfNothing(Scalar nothing, String below) {
    var sign = nothing.value().isEmpty() ? " >" : ">";
    var end = lines.endOfLine(nothing.end());
    return text.substring(0, nothing.start())
        + sign
        + text.substring(nothing.end(), end)
        + below
        + text.substring(end);
  }

  private Optional<String> intoEmpty(Scalar scalar, List<String> endpoints) {
    return switch (scalar.style()) {
      case FOLDED, LITERAL ->
          Optional.of(lines.at(lines.endOfLine(scalar.start()), each(lineEnd + INDENT, endpoints)));
      case SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE ->
          Optional.of(lines.at(scalar.start() + 1, String.join(" ", endpoints)));
      case PLAIN -> Optional.empty();
    };
  }

  private String intoText(Scalar scalar, List<String> endpoints) {
    var last = document.entries().getLast();
    var lineStart = lines.startOfLine(last.position().offset());
    var indentation = text.substring(lineStart, last.position().offset());
    if (!indentation.isBlank()) {
      return lines.at(last.endOffset(), each(" ", endpoints));
    }
    var end = scalar.isPlain() ? last.endOffset() : lines.endOfLine(last.endOffset());
    return lines.at(end, each(lineEnd + indentation, endpoints));
  }

  private Optional<String> intoList(Sequence list, List<String> endpoints) {
    if (list.items().isEmpty()) {
      return Optional.of(lines.at(list.start() + 1, String.join(", ", endpoints)));
    }
    var last = list.items().getLast();
    if (list.flow()) {
      return Optional.of(lines.at(last.end(), each(", ", endpoints)));
    }
    var dash = text.substring(lines.startOfLine(last.start()), last.start());
    return dash.strip().equals("-")
        ? Optional.of(lines.at(lines.endOfLine(last.end()), each(lineEnd + dash, endpoints)))
        : Optional.empty();
  }

  private static String each(String prefix, List<String> endpoints) {
    return endpoints.stream().map(endpoint -> prefix + endpoint).collect(joining());
  }

  private void remove(StringBuilder edited, Entry<Endpoint> entry, boolean flow) {
    var start = entry.position().offset();
    var end = entry.endOffset();
    var lineStart = lines.startOfLine(start);
    // What is gone already stood behind this entry, perhaps on its line.
    var before = edited.substring(lineStart, start);
    var after = edited.substring(end, AuthorsText.endOfLine(edited, end));
    if (flow) {
      removeFromFlow(edited, start, end);
    } else if (before.matches("\\s*(-\\s+)?[\"']?") && after.matches("[\"']?\\s*(#.*)?")) {
      edited.delete(lineStart, AuthorsText.afterLineEnd(edited, end));
    } else if (after.startsWith(" ")) {
      edited.delete(start, end + 1);
    } else {
      edited.delete(before.endsWith(" ") ? start - 1 : start, end);
    }
  }

  // With its quotes, and with the comma behind it or else before it.
  private static void removeFromFlow(StringBuilder edited, int entryStart, int entryEnd) {
    var start = entryStart;
    var end = entryEnd;
    if ("\"'".indexOf(edited.charAt(start - 1)) >= 0) {
      start--;
      end++;
    }
    var next = afterBlanks(edited, end);
    if (next < edited.length() && edited.charAt(next) == ',') {
      edited.delete(start, afterBlanks(edited, next + 1));
      return;
    }
    var previous = start - 1;
    while (Character.isWhitespace(edited.charAt(previous))) {
      previous--;
    }
    edited.delete(edited.charAt(previous) == ',' ? previous : start, end);
  }

  private static int afterBlanks(CharSequence text, int from) {
    var at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
