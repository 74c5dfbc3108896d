package dev.sallyport.service.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.projection.RowQuestion.Order;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningQuestionsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final String ASKED = "/internal/rows/history/3 ascending,YQ,eg,-";

  private final InstanceSignature ours = signature("a secret of all instances, 32 characters");

  private static InstanceSignature signature(String secret) {
    return new InstanceSignature(secret.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "60, true", "-60, true", "61, false", "-61, false", "86400, false"})
  void a_signature_is_good_for_a_minute(long seconds, boolean good) {
    assertThat(ours.isGood(ours.of(ASKED, NOW), ASKED, NOW.plusSeconds(seconds))).isEqualTo(good);
  }

  @Test
  void it_is_good_for_nothing_else_that_is_asked_and_with_no_other_secret() {
    var signed = ours.of(ASKED, NOW);

    assertThat(ours.isGood(signed, ASKED.replace("/3", "/4"), NOW)).isFalse();
    assertThat(signature("another secret, of 32 characters or more").isGood(signed, ASKED, NOW))
        .isFalse();
    assertThat(ours.isGood(signed.replaceFirst("^[0-9]+", "1795867201"), ASKED, NOW)).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ".",
        "1795867200.",
        "x.00",
        "99999999999999999999.00",
        "9223372036854775807.00"
      })
  void takes_nothing_else_for_one(@Nullable String header) {
    assertThat(ours.isGood(header, ASKED, NOW)).isFalse();
  }

  @Test
  void a_question_is_read_as_it_was_asked() {
    var question =
        new RowQuestion(
            Order.DESCENDING,
            Bytes.wrap(new byte[] {0, -1, 7}),
            Bytes.wrap(new byte[] {}),
            Bytes.wrap(new byte[] {127}));
    var header = RowQuestions.header(question);

    assertThat(RowQuestions.path("history", 3)).isEqualTo("/internal/rows/history/3");
    assertThat(header).isEqualTo("descending,AP8H,,fw");
    assertThat(RowQuestions.read(header)).contains(question);
    assertThat(RowQuestions.read("ascending,YQ,eg,-"))
        .contains(
            new RowQuestion(
                Order.ASCENDING, Bytes.wrap(new byte[] {'a'}), Bytes.wrap(new byte[] {'z'}), null));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "ascending", "sideways,YQ,eg,-", "ascending,?,eg,-", "ascending,YQ,eg,-,-"})
  void reads_nothing_else_for_a_question(@Nullable String header) {
    assertThat(RowQuestions.read(header)).isEmpty();
  }
}
