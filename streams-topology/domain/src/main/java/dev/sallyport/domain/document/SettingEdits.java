package dev.sallyport.domain.document;

import static java.util.stream.Collectors.joining;

import dev.sallyport.domain.document.YamlNode.Field;
import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Reported;
import dev.sallyport.domain.document.YamlNode.Scalar;
import dev.sallyport.domain.document.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sets the mode and lockdown mode in the author's text and leaves the rest of it as it is. */
final class SettingEdits {
  private final PolicyDocument document;
  private final String text;
  private final AuthorsText lines;
  private final List<Replacement> replacements = new ArrayList<>();

  private record Replacement(int start, int end, String text) {}

  SettingEdits(PolicyDocument document) {
    this.document = document;
    this.text = document.text();
    this.lines = new AuthorsText(text);
  }

  Edited mode(EgressMode mode) {
    var root = lines.root();
    if (document.rules().mode() == mode || root.isEmpty()) {
      return new Edited.Done(document);
    }
    var field = AuthorsText.field(root.get(), PolicyKey.EGRESS_POLICY.text());
    var said = field.map(Field::value);
    var done =
        said.isPresent()
            ? replaced(said.get(), mode.text())
            : first(root.get(), "egress-policy: " + mode.text());
    return done ? edited(document.rules().withMode(mode)) : ReadBack.unsafe();
  }

  Edited lockdown(Lockdown asked) {
    var before = document.rules().lockdown();
    var root = lines.root();
    if (root.isEmpty() || (before == null && !asked.enabled() && asked.detections().isEmpty())) {
      return new Edited.Done(document);
    }
    var wanted = before == null ? asked : inTheAuthorsOrder(before, asked);
    if (wanted.equals(before)) {
      return new Edited.Done(document);
    }
    var rules = document.rules().withLockdown(wanted);
    var field = AuthorsText.field(root.get(), PolicyKey.LOCKDOWN_MODE.text());
    if (field.isEmpty()) {
      return added(root.get(), wanted, rules);
    }
    return field.get().value() instanceof Mapping mapping && changed(mapping, wanted)
        ? edited(rules)
        : ReadBack.unsafe();
  }

  private static Lockdown inTheAuthorsOrder(Lockdown before, Lockdown asked) {
    var detections = new ArrayList<>(before.detections());
    detections.retainAll(asked.detections());
    asked.detections().stream()
        .filter(detection -> !detections.contains(detection))
        .forEach(detections::add);
    return new Lockdown(asked.enabled(), detections);
  }

  private Edited added(Mapping root, Lockdown wanted, PolicyRules rules) {
    if (root.flow()) {
      var detections =
          wanted.detections().isEmpty() ? "" : ", detections: " + inOneLine(wanted.detections());
      first(root, "lockdown-mode: {enabled: %s%s}".formatted(wanted.enabled(), detections));
      return edited(rules);
    }
    var indentation = indentation(root.fields().getFirst().key());
    var end = lines.lineEnd() + indentation;
    var detections =
        wanted.detections().isEmpty()
            ? ""
            : end
                + "  detections:"
                + wanted.detections().stream()
                    .map(each -> end + "    - " + each.text())
                    .collect(joining());
    return ReadBack.of(
        lines.withLinesBelow(
            indentation + "lockdown-mode:" + end + "  enabled: " + wanted.enabled() + detections),
        rules);
  }

  private boolean changed(Mapping mapping, Lockdown wanted) {
    var enabled = AuthorsText.field(mapping, "enabled");
    if (enabled.isEmpty() || !replaced(enabled.get().value(), Boolean.toString(wanted.enabled()))) {
      return false;
    }
    var listed = AuthorsText.field(mapping, "detections");
    var detections = wanted.detections();
    if (listed.isPresent()) {
      return switch (listed.get().value()) {
        case Sequence list when list.flow() -> replaced(list, inOneLine(detections));
        case Sequence list -> byLine(list, detections);
        case Scalar nothing when detections.isEmpty() -> nothing.isNull();
        case Scalar nothing ->
            replaced(
                nothing, (nothing.start() == nothing.end() ? " " : "") + inOneLine(detections));
        case Mapping _, Reported _ -> false;
      };
    }
    if (!detections.isEmpty()) {
      var end = enabled.get().value().end();
      if (mapping.flow()) {
        insert(end, ", detections: " + inOneLine(detections));
      } else {
        var indentation = indentation(enabled.get().key());
        insert(
            lines.endOfLine(end),
            lines.lineEnd() + indentation + "detections: " + inOneLine(detections));
      }
    }
    return true;
  }

  private static String inOneLine(List<Detection> detections) {
    return detections.stream().map(Detection::text).collect(joining(", ", "[", "]"));
  }

  private boolean byLine(Sequence list, List<Detection> wanted) {
    var missing = new ArrayList<>(wanted);
    for (var item : list.items()) {
      var start = lines.startOfLine(item.start());
      var dash = text.substring(start, item.start());
      var detection =
          item instanceof Scalar scalar
              ? Detection.named(scalar.value())
              : Optional.<Detection>empty();
      if (detection.isEmpty() || !dash.strip().equals("-")) {
        return false;
      }
      if (wanted.contains(detection.get())) {
        missing.remove(detection.get());
      } else {
        // With the line end before it: what is added below the last item begins with one.
        var before = text.startsWith("\r\n", start - 2) ? start - 2 : start - 1;
        replacements.add(new Replacement(before, lines.endOfLine(item.end()), ""));
      }
    }
    var last = list.items().getLast();
    var dash = text.substring(lines.startOfLine(last.start()), last.start());
    for (var each : missing.reversed()) {
      insert(lines.endOfLine(last.end()), lines.lineEnd() + dash + each.text());
    }
    return true;
  }

  private boolean replaced(YamlNode node, String by) {
    if (node instanceof Scalar scalar
        && switch (scalar.style()) {
          case FOLDED, LITERAL -> true;
          case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE -> false;
        }) {
      return false;
    }
    replacements.add(new Replacement(node.start(), node.end(), by));
    return true;
  }

  private boolean first(Mapping root, String setting) {
    var key = root.fields().getFirst().key();
    insert(key.start(), setting + (root.flow() ? ", " : lines.lineEnd() + indentation(key)));
    return true;
  }

  private String indentation(YamlNode key) {
    var before = text.substring(lines.startOfLine(key.start()), key.start());
    return before.isBlank() ? before : "";
  }

  private void insert(int offset, String insertion) {
    replacements.add(new Replacement(offset, offset, insertion));
  }

  private Edited edited(PolicyRules wanted) {
    var edited = new StringBuilder(text);
    replacements.stream()
        .sorted(Comparator.comparingInt(Replacement::start).reversed())
        .forEach(each -> edited.replace(each.start(), each.end(), each.text()));
    return ReadBack.of(edited.toString(), wanted);
  }
}
