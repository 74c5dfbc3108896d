package dev.sallyport.service.management;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lines of CSV (RFC 4180). Every text is quoted, so that no list separator of any country splits
 * it. A cell that a spreadsheet would take for a formula gets an apostrophe in front: whoever names
 * a policy must not be able to run something on an auditor's machine.
 */
final class Csv {
  // Spreadsheets with East Asian settings take the full-width forms for the same.
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  private Csv() {}

  static String line(Object... cells) {
    return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(Object value) {
    return value instanceof Number ? value.toString() : quoted(value.toString());
  }

  private static String quoted(String text) {
    var formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return (formula ? "\"'" : "\"") + text.replace("\"", "\"\"") + '"';
  }
}
