package dev.sallyport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of the full 256 KiB that make a careless reader take minutes or gigabytes. */
class ReadingHostileTextsTest {
  // A hang, not a speed: reading any of them takes well under a second.
  private static final Duration HANG = Duration.ofSeconds(20);

  private static final String LIST = "egress-policy: block\nallowed-endpoints: >\n  ";

  @ParameterizedTest(name = "{0} … after {1}")
  @MethodSource("repetitions")
  void ends_soon_and_says_little(String piece, String start) {
    var text = filled(start, piece);

    var reading = assertTimeoutPreemptively(HANG, () -> PolicyDocument.read(text));

    var findings =
        switch (reading) {
          case Reading.Readable(_, var warnings) -> warnings;
          case Reading.Unreadable(var problems) -> problems;
        };
    assertThat(findings).hasSizeLessThanOrEqualTo(101);
    assertThat(findings).allSatisfy(f -> assertThat(f.message()).hasSizeLessThan(600));
  }

  static Stream<Arguments> repetitions() {
    return Stream.of(
            "#",
            "# ",
            "#\n",
            "[",
            "[ ",
            "]",
            "{",
            "{a: ",
            "\"",
            "'",
            "''",
            "&a",
            "&a ",
            "*a ",
            "!",
            "! ",
            "a",
            "a ",
            "a\n",
            "a: ",
            "a: b\n",
            "- ",
            "-\n",
            "? ",
            ": ",
            ":",
            "::",
            "1:",
            ",",
            "\\",
            "%",
            "%a\n",
            "---\n",
            "...\n",
            "|\n",
            ">\n",
            " ",
            "\t",
            "\n",
            "\r",
            "\0",
            "é",
            "\uD83D\uDE80",
            "${{",
            "${{\n",
            "${{}}",
            "a.",
            "*.",
            "*",
            "a.example:x ",
            "a.example ",
            "https://a/ ",
            "<<: ",
            "\"\\x41\" ",
            "\\x41",
            "${{ x }} ",
            "a.example,",
            "[]: ",
            "{}, ",
            "[a, ",
            "'a' ")
        .flatMap(piece ->
            Stream.of(
                Arguments.of(piece, ""),
                Arguments.of(piece, LIST),
                Arguments.of(piece, "egress-policy: "),
                Arguments.of(piece, "allowed-endpoints: \""),
                Arguments.of(piece, "allowed-endpoints: ["),
                Arguments.of(piece, "# \uD83D\uDE80\nallowed-endpoints: ")));
  }

  @ParameterizedTest
  @ValueSource(ints = {PolicyRules.MAX_ENDPOINTS, PolicyRules.MAX_ENDPOINTS + 1})
  void takes_as_many_endpoints_as_the_limit_says(int count) {
    var text = new StringBuilder(LIST);
    for (var i = 0; i < count; i++) {
      text.append("host-").append(i).append(".example.com:443\n  ");
    }

    var reading = PolicyDocument.read(text.toString());

    assertThat(reading instanceof Reading.Readable).isEqualTo(count <= PolicyRules.MAX_ENDPOINTS);
    if (reading instanceof Reading.Unreadable(var problems)) {
      assertThat(problems)
          .singleElement()
          .satisfies(
              problem -> assertThat(problem.code()).isEqualTo(FindingCode.TOO_MANY_ENDPOINTS));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PolicyDocument.MAX_BYTES, PolicyDocument.MAX_BYTES + 1})
  void takes_as_many_bytes_as_the_limit_says(int bytes) {
    var start = "egress-policy: audit\n# é";
    var text = start + "x".repeat(bytes - start.length() - 1);

    var reading = PolicyDocument.read(text);

    assertThat(reading instanceof Reading.Readable).isEqualTo(bytes <= PolicyDocument.MAX_BYTES);
  }

  private static String filled(String start, String piece) {
    var text = new StringBuilder(start);
    var room = PolicyDocument.MAX_BYTES - 8;
    var size = Utf8.length(start);
    var step = Utf8.length(piece);
    while (size + step <= room) {
      text.append(piece);
      size += step;
    }
    return text.toString();
  }
}
