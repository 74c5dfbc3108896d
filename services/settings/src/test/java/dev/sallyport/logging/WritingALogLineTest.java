package dev.sallyport.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WritingALogLineTest {
  @Test
  void leaves_plain_values_plain() {
    assertThat(LogLine.of("change").with("owner", "acme").with("ms", 12).toString())
        .isEqualTo("change owner=acme ms=12");
  }

  @Test
  void lets_no_value_end_the_line_or_forge_a_pair() {
    assertThat(LogLine.of("x").with("path", "/a\nlevel=INFO done owner=\"evil\"\u2028").toString())
        .isEqualTo("x path=\"/a\\u000alevel=INFO done owner=\\\"evil\\\"\\u2028\"");
    assertThat(LogLine.of("x").with("a", "").toString()).isEqualTo("x a=\"\"");
  }

  @Test
  void cuts_what_is_too_long() {
    assertThat(LogLine.of("x").with("a", "y".repeat(5_000)).toString()).hasSizeLessThan(320);
  }
}
