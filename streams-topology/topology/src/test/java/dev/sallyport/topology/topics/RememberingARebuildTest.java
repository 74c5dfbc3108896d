package dev.sallyport.topology.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RememberingARebuildTest {
  static RebuildMark[] marks() {
    return new RebuildMark[] {
      new RebuildMark.Never(),
      new RebuildMark.Running(7),
      new RebuildMark.Ended(7, Map.of()),
      new RebuildMark.Ended(8, Map.of(0, 12L, 1, 0L, 11, 99_999_999_999L))
    };
  }

  @ParameterizedTest
  @MethodSource("marks")
  void a_mark_is_read_as_it_was_written(RebuildMark mark) {
    assertThat(RebuildMark.parse(mark.text())).isEqualTo(mark);
  }
}
