package dev.sallyport.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritingMarkdownTest {
  @ParameterizedTest
  @ValueSource(strings = {"p1", "organization", "build policy", "build-policy"})
  void plain_words_are_written_as_they_are(String words) {
    assertThat(Markdown.text(words)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "github.com:443 ~ `github.com:443`",
        "[a](https://evil.example) ~ `[a](https://evil.example)`",
        "![a](https://evil.example) ~ `![a](https://evil.example)`",
        "www.evil.example ~ `www.evil.example`",
        "me@evil.example ~ `me@evil.example`",
        "@octocat #1 GH-1 ~ `@octocat #1 GH-1`",
        "**a** _b_ ~ `**a** _b_`",
        "a`b ~ `aU+0060b`",
        "a|b ~ `aU+007Cb`",
        "<b>&lt; ~ `U+003CbU+003EU+0026lt;`",
        "a\\ ~ `a\\`",
      })
  void whatever_has_a_meaning_has_none(String written, String shown) {
    assertThat(Markdown.code(written)).isEqualTo(shown);
    assertThat(Markdown.text(written)).isEqualTo(shown);
  }

  @Test
  void what_nobody_would_see_is_shown_by_number() {
    assertThat(Markdown.code("a\u202eb\u200bc\u0007d\u2028e\u00a0f"))
        .isEqualTo("`aU+202EbU+200BcU+0007dU+2028eU+00A0f`");
    assertThat(Markdown.code("")).isEqualTo("–");
    assertThat(Markdown.code("  ")).isEqualTo("–");
  }

  @Test
  void the_rest_of_a_long_text_is_left_out() {
    assertThat(Markdown.code("x".repeat(256))).isEqualTo("`" + "x".repeat(255) + "…`");
    assertThat(Markdown.text("x".repeat(256))).endsWith("…`");
  }

  @Test
  void no_character_ends_the_code_or_the_cell() {
    IntStream.range(0, 0x3000)
        .filter(point -> Character.getType(point) != Character.SURROGATE)
        .forEach(point -> {
          var shown = Markdown.code("x" + Character.toString(point) + "y");
          assertThat(shown.substring(1, shown.length() - 1))
              .as("U+%04X", point)
              .doesNotContain("`", "|", "<", ">", "&", "\n", "\r");
        });
  }
}
