package dev.sallyport.service.management;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lines of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front: whoever names a policy must not be able to run something on an auditor's machine.
 */
final class Csv {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private Csv() {}

  static String line(Object... cells) {
    return Arrays.stream(cells).map(String::valueOf).map(Csv::cell).collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(String text) {
    if (text.isEmpty()) {
      return text;
    }
    var safe = FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.equals(text) && text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ')
        ? text
        : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
