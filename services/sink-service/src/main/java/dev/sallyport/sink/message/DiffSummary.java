package dev.sallyport.sink.message;

import dev.sallyport.domain.history.LineDiff;
import dev.sallyport.domain.history.LineDiff.Kind;
import dev.sallyport.domain.history.LineDiff.Line;
import dev.sallyport.domain.history.LineDiff.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a text, for a message: not all of it, but what tells most.
 *
 * @param added how many lines
 * @param removed how many lines
 * @param lines some of them behind {@code +} or {@code -}, in the order of the text
 * @param more how many are not shown
 */
public record DiffSummary(int added, int removed, List<String> lines, int more) {
  private static final int MOST_LINES = 12;
  private static final int LONGEST = 120;

  public DiffSummary {
    lines = List.copyOf(lines);
  }

  /** Null where nothing changed. */
  static @Nullable DiffSummary of(String before, String after) {
    var diff = LineDiff.of(before, after);
    if (diff.same()) {
      return null;
    }
    var changed = changed(diff.rows());
    // Blank lines and comments say little: they are shown where there is room.
    var shown =
        IntStream.range(0, changed.size())
            .boxed()
            .sorted(Comparator.comparing(i -> isSilent(changed.get(i))))
            .limit(MOST_LINES)
            .sorted()
            .map(changed::get)
            .toList();
    return new DiffSummary(diff.added(), diff.removed(), shown, changed.size() - shown.size());
  }

  /** For people: {@code 3 lines added, 1 removed}. */
  public String counts() {
    if (removed == 0) {
      return lines(added) + " added";
    }
    return added == 0
        ? lines(removed) + " removed"
        : "%s added, %d removed".formatted(lines(added), removed);
  }

  /** What stands below the lines; empty if they are all. */
  public String rest() {
    return more == 0 ? "" : "… and %s more".formatted(lines(more));
  }

  /** The same with only its first lines. */
  public DiffSummary showing(int count) {
    return count >= lines.size()
        ? this
        : new DiffSummary(added, removed, lines.subList(0, count), more + lines.size() - count);
  }

  private static String lines(int count) {
    return count == 1 ? "1 line" : count + " lines";
  }

  private static List<String> changed(List<Row> rows) {
    var lines = new ArrayList<String>();
    var added = new ArrayList<String>();
    for (var row : rows) {
      if (row.kind() == Kind.SAME) {
        flush(added, lines);
        continue;
      }
      if (row.before() != null) {
        lines.add(line('-', row.before(), row.after()));
      }
      if (row.after() != null) {
        added.add(line('+', row.after(), row.before()));
      }
    }
    flush(added, lines);
    return lines;
  }

  // Removals of a run of changes come before its additions, as everybody is used to.
  private static void flush(List<String> added, List<String> lines) {
    lines.addAll(added);
    added.clear();
  }

  private static String line(char sign, Line line, @Nullable Line other) {
    var text = line.text();
    // A list of endpoints may be one long line: what differs would be cut away.
    if (other != null && Math.max(text.length(), other.text().length()) > LONGEST) {
      text = "… " + String.join(" ", wordsNotIn(other.text(), text)) + " …";
    }
    return Visible.line(sign + " " + text, LONGEST);
  }

  private static List<String> wordsNotIn(String other, String text) {
    Set<String> known = Arrays.stream(other.strip().split("\\s+", -1)).collect(Collectors.toSet());
    return Arrays.stream(text.strip().split("\\s+", -1))
        .filter(word -> !known.contains(word))
        .map(Objects::requireNonNull)
        .toList();
  }

  private static boolean isSilent(String line) {
    var text = line.substring(1).strip();
    return text.isEmpty() || text.startsWith("#");
  }
}
