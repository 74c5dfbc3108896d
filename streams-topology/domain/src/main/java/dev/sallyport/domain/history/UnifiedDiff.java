package dev.sallyport.domain.history;

import dev.sallyport.domain.history.LineDiff.Kind;
import dev.sallyport.domain.history.LineDiff.Line;
import dev.sallyport.domain.history.LineDiff.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes a {@link LineDiff} the way {@code diff -u} does. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /** Empty where the texts are the same; else it ends with a line end. */
  public static String of(String beforeName, String afterName, LineDiff diff) {
    if (diff.same()) {
      return "";
    }
    var text = new StringBuilder();
    text.append("--- ").append(beforeName).append("\n+++ ").append(afterName).append('\n');
    for (var hunk : hunks(diff.rows())) {
      write(hunk, text);
    }
    return text.toString();
  }

  private static List<List<Row>> hunks(List<Row> rows) {
    var hunks = new ArrayList<List<Row>>();
    var from = -1;
    var until = 0;
    for (var i = 0; i < rows.size(); i++) {
      if (rows.get(i).kind() == Kind.SAME) {
        continue;
      }
      if (from >= 0 && i - CONTEXT > until) {
        hunks.add(rows.subList(from, until));
        from = -1;
      }
      if (from < 0) {
        from = Math.max(0, i - CONTEXT);
      }
      until = Math.min(rows.size(), i + 1 + CONTEXT);
    }
    hunks.add(rows.subList(from, until));
    return hunks;
  }

  private static void write(List<Row> hunk, StringBuilder text) {
    var before = hunk.stream().flatMap(row -> Stream.ofNullable(row.before())).toList();
    var after = hunk.stream().flatMap(row -> Stream.ofNullable(row.after())).toList();
    text.append("@@ -").append(range(before)).append(" +").append(range(after)).append(" @@\n");
    var added = new ArrayList<Line>();
    for (var row : hunk) {
      if (row.kind() == Kind.SAME) {
        flush(added, text);
        text.append(' ').append(Objects.requireNonNull(row.before()).text()).append('\n');
        continue;
      }
      // Removals of a run of changes come before its additions.
      if (row.before() != null) {
        text.append('-').append(row.before().text()).append('\n');
      }
      if (row.after() != null) {
        added.add(row.after());
      }
    }
    flush(added, text);
  }

  private static void flush(List<Line> added, StringBuilder text) {
    added.forEach(line -> text.append('+').append(line.text()).append('\n'));
    added.clear();
  }

  private static String range(List<Line> lines) {
    return lines.isEmpty() ? "0,0" : lines.getFirst().number() + "," + lines.size();
  }
}
