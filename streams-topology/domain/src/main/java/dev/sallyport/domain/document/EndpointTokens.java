package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a list of endpoints into its words. Words are separated by blanks, line ends or commas; a
 * word that begins with # opens a comment that runs to the end of its source line.
 */
final class EndpointTokens {
  private final ScalarContent content;
  private final String text;
  private final Findings findings;
  private final List<Token> tokens = new ArrayList<>();
  private boolean commaSeen;
  private int knownLineEnd;

  private EndpointTokens(ScalarContent content, Findings findings) {
    this.content = content;
    this.text = content.text();
    this.findings = findings;
  }

  static List<Token> of(Scalar scalar, SourceText source, Findings findings) {
    var splitter = new EndpointTokens(ScalarContent.of(scalar, source.text()), findings);
    splitter.split();
    return splitter.tokens;
  }

  private void split() {
    for (var at = 0; at < text.length(); ) {
      var c = text.charAt(at);
      if (c == ',') {
        warnOfComma(at);
        at++;
      } else if (isBlank(c)) {
        at++;
      } else if (c == '#') {
        at = endOfLine(at);
      } else {
        at = word(at);
      }
    }
  }

  private int word(int start) {
    var end = start;
    while (end < text.length() && !isBlank(text.charAt(end)) && text.charAt(end) != ',') {
      if (text.startsWith("${{", end)) {
        return expression(end);
      }
      end++;
    }
    tokens.add(
        new Token(
            text.substring(start, end), content.offsetAt(start), content.endOffsetAt(end - 1)));
    return end;
  }

  // An expression holds blanks, and is one thing to its author: one problem, not one for each word.
  private int expression(int start) {
    findings.problem(FindingCode.EXPRESSION, content.offsetAt(start), Phrases.EXPRESSION);
    var lineEnd = endOfLine(start);
    var close = text.indexOf("}}", start, lineEnd);
    var end = close < 0 ? lineEnd : close + 2;
    while (end < lineEnd && !isBlank(text.charAt(end)) && !text.startsWith("${{", end)) {
      end++;
    }
    return end;
  }

  private void warnOfComma(int at) {
    if (!commaSeen) {
      commaSeen = true;
      findings.warning(
          FindingCode.COMMA,
          content.offsetAt(at),
          "commas between endpoints are left out: separate endpoints by blanks or line ends");
    }
  }

  // Remembered, since a line of a quarter of a megabyte may hold thousands of expressions.
  private int endOfLine(int from) {
    var at = Math.max(from, knownLineEnd);
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    knownLineEnd = at;
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
