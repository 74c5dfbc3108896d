package dev.sallyport.domain.document;

import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says what to do about broken YAML, first of all about the ways in which policies break. */
final class SyntaxAdvice {
  private SyntaxAdvice() {}

  static int offsetOf(MarkedYAMLException broken, SourceText source) {
    var mark = isLeftOpen(broken) ? broken.getContextMark() : broken.getProblemMark();
    return mark == null ? source.begin() : source.offsetOfCodePoint(mark.getIndex());
  }

  static Flaw on(MarkedYAMLException broken, SourceText source) {
    var offset = offsetOf(broken, source);
    var text = source.text();
    var line = lineAround(text, offset);
    if (line.indexOf('\t') >= 0 && line.indexOf('\t') <= firstNonBlank(line)) {
      return syntax("YAML is not indented by tabs: use blanks");
    }
    if (offset > 0 && text.startsWith("*", offset - 1)) {
      return syntax("YAML takes a * at the start of a value for an alias: put the value in quotes");
    }
    var previous = previousLine(text, offset);
    if (previous.contains(" #") && previous.indexOf(':') < previous.indexOf(" #")) {
      return syntax(
          "a comment ends the value that it stands in: write ‘>’ behind the key, which allows"
              + " comments in the lines below");
    }
    var problem = String.valueOf(broken.getProblem());
    if (problem.contains("end of stream") || problem.contains("stream end")) {
      return syntax("this is not closed: add the quote or bracket that ends it");
    }
    if (problem.contains("expected <block end>") || problem.contains("could not find expected")) {
      return syntax(
          "this line belongs to no key: indent it below its key, or write it as key: value");
    }
    return syntax("this is not YAML: " + EndpointText.brief(problem));
  }

  // What is wrong is then where it begins, not the end of the text, where it shows.
  private static boolean isLeftOpen(MarkedYAMLException broken) {
    var problem = String.valueOf(broken.getProblem());
    return broken.getContextMark() != null
        && (problem.contains("end of stream")
            || problem.contains("stream end")
            || problem.contains("could not find expected"));
  }

  private static Flaw syntax(String message) {
    return new Flaw(FindingCode.YAML_SYNTAX, message);
  }

  private static String lineAround(String text, int offset) {
    var end = text.indexOf('\n', offset);
    return text.substring(lineStart(text, offset), end < 0 ? text.length() : end);
  }

  private static String previousLine(String text, int offset) {
    var start = lineStart(text, offset);
    return start == 0 ? "" : text.substring(lineStart(text, start - 1), start - 1);
  }

  private static int lineStart(String text, int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  private static int firstNonBlank(String line) {
    var at = 0;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }
}
