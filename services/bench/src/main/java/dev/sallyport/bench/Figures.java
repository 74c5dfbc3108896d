package dev.sallyport.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured, as the rows of a table. */
final class Figures {
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param asked what the project wants of it; empty for a figure that is only stated
   * @param kept whether it holds
   */
  record Row(String what, String measured, String limit, String asked, boolean kept) {}

  /** Only stated. */
  void state(String what, String measured) {
    rows.add(new Row(what, measured, "", "", true));
    print(rows.getLast());
  }

  /** A ratio that has to be at least so much. */
  void atLeast(String what, double ratio, double least, String measured, String limit) {
    compare(what, ratio, "at least " + number(least), ratio >= least, measured, limit);
  }

  /** A ratio that may be at most so much. */
  void atMost(String what, double ratio, double most, String measured, String limit) {
    compare(what, ratio, "at most " + number(most), ratio <= most, measured, limit);
  }

  private void compare(
      String what, double ratio, String asked, boolean kept, String measured, String limit) {
    rows.add(new Row(what, number(ratio) + " (" + measured + ")", limit, asked, kept));
    print(rows.getLast());
  }

  private static void print(Row row) {
    System.out.printf(
        "%-6s %s: %s%s%s%n",
        row.kept() ? "" : "MISSED",
        row.what(),
        row.measured(),
        row.limit().isEmpty() ? "" : ", beside " + row.limit(),
        row.asked().isEmpty() ? "" : ", asked " + row.asked());
  }

  boolean allKept() {
    return rows.stream().allMatch(Row::kept);
  }

  String markdown() {
    var table =
        new StringBuilder(
            "| What | Measured | Limit in the same run | Asked | |\n|---|---|---|---|---|\n");
    for (var row : rows) {
      table.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  row.what(),
                  row.measured(),
                  row.limit(),
                  row.asked(),
                  row.asked().isEmpty() ? "" : row.kept() ? "kept" : "**missed**"));
    }
    return table.toString();
  }

  static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
