package dev.sallyport.domain.history;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two texts line by line, to be shown side by side or one below the other.
 *
 * @param rows in the order of the texts; all lines of both
 */
public record LineDiff(List<Row> rows) {
  /**
   * Beyond this many lines in both texts together, once equal beginnings and ends are set aside,
   * all of the rest counts as changed: comparing takes time in proportion to the square of what
   * differs.
   */
  static final int MAX_COMPARED = 10_000;

  public LineDiff {
    rows = List.copyOf(rows);
  }

  /** A line of one of the texts, counted from 1. */
  public record Line(int number, String text) {}

  /** Lines that stand side by side; one of them is missing where a line was added or removed. */
  public record Row(Kind kind, @Nullable Line before, @Nullable Line after) {}

  /** How the two sides of a row differ. */
  public enum Kind {
    SAME,
    CHANGED,
    REMOVED,
    ADDED
  }

  /**
   * Compares two texts. Lines end with LF or CR LF; that one text ends with a line end and the
   * other does not shows as a difference of empty last lines.
   */
  public static LineDiff of(String before, String after) {
    var old = lines(before);
    var fresh = lines(after);
    var same = commonStart(old, fresh);
    var sameEnd = commonEnd(old, fresh, same);
    var oldMiddle = old.subList(same, old.size() - sameEnd);
    var freshMiddle = fresh.subList(same, fresh.size() - sameEnd);
    var rows = new Rows(old, fresh);
    rows.same(same);
    // Neighbouring changes are one: what was replaced may come as removed and then added.
    var removed = 0;
    var added = 0;
    for (var change : changes(oldMiddle, freshMiddle)) {
      var between = same + change.startOriginal - rows.oldLine - removed;
      if (between > 0) {
        rows.changed(removed, added);
        rows.same(between);
        removed = 0;
        added = 0;
      }
      removed += change.endOriginal - change.startOriginal;
      added += change.endRevised - change.startRevised;
    }
    rows.changed(removed, added);
    rows.same(old.size() - rows.oldLine);
    return new LineDiff(rows.rows);
  }

  /** Whether the texts are the same. */
  public boolean same() {
    return rows.stream().allMatch(row -> row.kind() == Kind.SAME);
  }

  /** How many lines of the second text are not in the first. */
  public int added() {
    return (int)
        rows.stream().filter(row -> row.kind() != Kind.SAME && row.after() != null).count();
  }

  /** How many lines of the first text are not in the second. */
  public int removed() {
    return (int)
        rows.stream().filter(row -> row.kind() != Kind.SAME && row.before() != null).count();
  }

  private static List<Change> changes(List<String> old, List<String> fresh) {
    if (old.size() + fresh.size() > MAX_COMPARED) {
      return List.of(new Change(DeltaType.CHANGE, 0, old.size(), 0, fresh.size()));
    }
    return new MyersDiffWithLinearSpace<String>().computeDiff(old, fresh, null);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\r?\n", -1));
  }

  private static int commonStart(List<String> old, List<String> fresh) {
    var same = 0;
    while (same < Math.min(old.size(), fresh.size()) && old.get(same).equals(fresh.get(same))) {
      same++;
    }
    return same;
  }

  private static int commonEnd(List<String> old, List<String> fresh, int start) {
    var same = 0;
    while (same < Math.min(old.size(), fresh.size()) - start
        && old.get(old.size() - 1 - same).equals(fresh.get(fresh.size() - 1 - same))) {
      same++;
    }
    return same;
  }

  private static final class Rows {
    private final List<String> old;
    private final List<String> fresh;
    private final List<Row> rows = new ArrayList<>();
    private int oldLine;
    private int freshLine;

    Rows(List<String> old, List<String> fresh) {
      this.old = old;
      this.fresh = fresh;
    }

    void same(int count) {
      for (var i = 0; i < count; i++) {
        rows.add(new Row(Kind.SAME, nextOld(), nextFresh()));
      }
    }

    void changed(int removed, int added) {
      for (var i = 0; i < Math.max(removed, added); i++) {
        if (i >= added) {
          rows.add(new Row(Kind.REMOVED, nextOld(), null));
        } else if (i >= removed) {
          rows.add(new Row(Kind.ADDED, null, nextFresh()));
        } else {
          rows.add(new Row(Kind.CHANGED, nextOld(), nextFresh()));
        }
      }
    }

    private Line nextOld() {
      return new Line(oldLine + 1, old.get(oldLine++));
    }

    private Line nextFresh() {
      return new Line(freshLine + 1, fresh.get(freshLine++));
    }
  }
}
