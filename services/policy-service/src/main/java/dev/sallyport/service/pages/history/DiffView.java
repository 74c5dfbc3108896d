package dev.sallyport.service.pages.history;

import dev.sallyport.domain.history.LineDiff;
import dev.sallyport.domain.history.LineDiff.Kind;
import dev.sallyport.domain.history.LineDiff.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Two texts side by side, cut into stretches of which the unchanged ones are folded.
 *
 * @param alone whether there is only the second text
 * @param omitted how many rows are not in the stretches, so that the page stays of a size that
 *     browsers show
 */
public record DiffView(
    List<Stretch> stretches, int added, int removed, boolean alone, int omitted) {
  private static final int CONTEXT = 3;

  /**
   * Rows that follow each other.
   *
   * @param folded whether nothing changed there
   */
  public record Stretch(boolean folded, List<Row> rows) {
    public int size() {
      return rows.size();
    }
  }

  /**
   * @param most how many rows are shown at most, folded ones included
   */
  public static DiffView of(LineDiff diff, int most) {
    var alone = diff.rows().stream().allMatch(row -> row.kind() == Kind.ADDED);
    var rows = withoutEnd(diff.rows(), alone);
    var shown = rows.subList(0, Math.min(most, rows.size()));
    return new DiffView(
        alone ? List.of(new Stretch(false, shown)) : stretches(shown),
        alone ? rows.size() : diff.added(),
        diff.removed(),
        alone,
        rows.size() - shown.size());
  }

  // What follows the last line end is no line to a reader, unless only one of the texts has it.
  private static List<Row> withoutEnd(List<Row> rows, boolean alone) {
    if (rows.isEmpty()) {
      return rows;
    }
    var last = rows.getLast();
    var after = last.after();
    var ends = (alone || last.kind() == Kind.SAME) && after != null && after.text().isEmpty();
    return ends ? rows.subList(0, rows.size() - 1) : rows;
  }

  /** How much changed, in words. */
  public String summary() {
    if (alone) {
      return lines(added);
    }
    var parts = new ArrayList<String>();
    if (added > 0) {
      parts.add(lines(added) + " added");
    }
    if (removed > 0) {
      parts.add(lines(removed) + " removed");
    }
    return parts.isEmpty() ? "No line differs" : String.join(", ", parts);
  }

  private static String lines(int count) {
    return count == 1 ? "1 line" : count + " lines";
  }

  private static List<Stretch> stretches(List<Row> rows) {
    var open = new boolean[rows.size()];
    for (var i = 0; i < rows.size(); i++) {
      if (rows.get(i).kind() != Kind.SAME) {
        for (var j = Math.max(0, i - CONTEXT); j <= Math.min(rows.size() - 1, i + CONTEXT); j++) {
          open[j] = true;
        }
      }
    }
    var stretches = new ArrayList<Stretch>();
    var from = 0;
    for (var i = 1; i <= rows.size(); i++) {
      if (i == rows.size() || open[i] != open[from]) {
        stretches.add(new Stretch(!open[from], rows.subList(from, i)));
        from = i;
      }
    }
    return stretches;
  }
}
