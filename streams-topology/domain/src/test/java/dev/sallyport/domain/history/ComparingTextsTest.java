package dev.sallyport.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.history.LineDiff.Row;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparingTextsTest {
  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      nullValues = "-",
      textBlock =
          """
          -     | -       | -
          a b c | a b c   | 1a=1a 2b=2b 3c=3c
          a b c | a x c   | 1a=1a 2b~2x 3c=3c
          a c   | a b c   | 1a=1a +2b 2c=3c
          a b c | a c     | 1a=1a -2b 3c=2c
          -     | a b     | +1a +2b
          a b   | -       | -1a -2b
          a b   | x y z   | 1a~1x 2b~2y +3z
          a a a | a a     | 1a=1a 2a=2a -3a
          a b c d | b c d e | -1a 2b=1b 3c=2c 4d=3d +4e
          """)
  void puts_lines_side_by_side(String before, String after, String expected) {
    var diff = LineDiff.of(lines(before), lines(after));
    assertThat(diff.rows().stream().map(ComparingTextsTest::row).collect(Collectors.joining(" ")))
        .isEqualTo(expected == null ? "" : expected);
  }

  private static String lines(String words) {
    return words == null ? "" : words.replace(' ', '\n');
  }

  private static String row(Row row) {
    var before = row.before() == null ? "" : row.before().number() + row.before().text();
    var after = row.after() == null ? "" : row.after().number() + row.after().text();
    return switch (row.kind()) {
      case SAME -> before + "=" + after;
      case CHANGED -> before + "~" + after;
      case REMOVED -> "-" + before;
      case ADDED -> "+" + after;
    };
  }

  @Test
  void counts_lines_that_came_and_went() {
    var diff = LineDiff.of("a\nb\nc", "a\nx\nc\nd");
    assertThat(diff.added()).isEqualTo(2);
    assertThat(diff.removed()).isEqualTo(1);
    assertThat(diff.same()).isFalse();
    assertThat(LineDiff.of("a\r\nb", "a\nb").same()).isTrue();
  }

  @Test
  void writes_a_unified_diff_with_three_lines_around_each_change() {
    var before = numbered(1, 20);
    var after = before.replace("line 2\n", "second\n").replace("line 18\n", "");
    assertThat(UnifiedDiff.of("version 1", "version 2", LineDiff.of(before, after)))
        .isEqualTo(
            """
            --- version 1
            +++ version 2
            @@ -1,5 +1,5 @@
             line 1
            -line 2
            +second
             line 3
             line 4
             line 5
            @@ -15,7 +15,6 @@
             line 15
             line 16
             line 17
            -line 18
             line 19
             line 20
            \s
            """);
    assertThat(UnifiedDiff.of("a", "b", LineDiff.of(before, before))).isEmpty();
  }

  @Test
  void gives_up_comparing_where_it_would_take_too_long() {
    var before = numbered(1, 6_000);
    var after = "first\n" + numbered(10_000, 6_000) + "line 6000\n";
    var diff = LineDiff.of(before, after);
    assertThat(diff.removed()).isEqualTo(5_999);
    assertThat(diff.added()).isEqualTo(6_001);
  }

  private static String numbered(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(number -> "line " + number + "\n")
        .collect(Collectors.joining());
  }
}
