package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.service.management.Precondition.Absent;
import dev.sallyport.service.management.Precondition.Exists;
import dev.sallyport.service.management.Precondition.None;
import dev.sallyport.service.management.Precondition.Revision;
import dev.sallyport.service.problem.Rejection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingPreconditionsTest {
  static Stream<Map.Entry<String, Precondition>> headers() {
    return Stream.of(
        Map.entry("*", new Exists()),
        Map.entry("\"42\"", new Revision(List.of(42L))),
        Map.entry("\"42.yaml\"", new Revision(List.of(42L))),
        Map.entry(" \"41\" , \"42.yaml\" ", new Revision(List.of(41L, 42L))),
        Map.entry("W/\"42\"", new Revision(List.of(0L))),
        Map.entry("\"of another service\"", new Revision(List.of(0L))),
        Map.entry("\"9999999999999999999999\"", new Revision(List.of(0L))));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void reads_tags_of_both_representations(Map.Entry<String, Precondition> header) {
    assertThat(Precondition.ifMatch(header.getKey())).isEqualTo(header.getValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "", "\"42", "\"42\" \"43\"", "\"42\", x"})
  void refuses_what_is_no_tag(String header) {
    assertThatThrownBy(() -> Precondition.ifMatch(header)).isInstanceOf(Rejection.class);
  }

  @Test
  void takes_one_of_the_two_headers() {
    assertThat(Precondition.of(null, null)).isEqualTo(new None());
    assertThat(Precondition.of(null, "*")).isEqualTo(new Absent());
    assertThatThrownBy(() -> Precondition.of("*", "*")).isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> Precondition.of(null, "\"42\"")).isInstanceOf(Rejection.class);
  }

  @Test
  void expects_the_current_revision_if_it_is_among_those_named() {
    var either = new Revision(List.of(41L, 42L));

    assertThat(either.expected(42L)).isEqualTo(42);
    assertThat(either.expected(43L)).isEqualTo(41);
    assertThat(either.expected(null)).isEqualTo(41);
  }

  @Test
  void knows_what_a_reader_has_already() {
    assertThat(Precondition.isKnown("\"1\", W/\"2\"", "\"2\"")).isTrue();
    assertThat(Precondition.isKnown("*", "\"2\"")).isTrue();
    assertThat(Precondition.isKnown("\"2.yaml\"", "\"2\"")).isFalse();
    assertThat(Precondition.isKnown(null, "\"2\"")).isFalse();
  }
}
