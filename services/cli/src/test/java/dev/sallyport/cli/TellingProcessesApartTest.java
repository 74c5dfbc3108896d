package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TellingProcessesApartTest {
  private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

  @Test
  void finds_a_process_that_runs() {
    assertThat(self.find()).contains(ProcessHandle.current());
  }

  @Test
  void a_later_process_with_the_same_id_is_another() {
    var earlier = new ProcessIdentity(self.pid(), self.started().minus(Duration.ofMinutes(1)));

    assertThat(earlier.find()).isEmpty();
  }

  @Test
  void survives_a_clock_that_was_set_by_a_second() {
    var shifted = new ProcessIdentity(self.pid(), self.started().plus(Duration.ofSeconds(1)));

    assertThat(shifted.find()).isPresent();
  }

  @Test
  void reads_what_it_writes() {
    assertThat(ProcessIdentity.parse(self.toString())).contains(self);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "one 2026-11-21T10:00:00Z", "1 yesterday", "\u0000"})
  void reads_nothing_from_anything_else(String text) {
    assertThat(ProcessIdentity.parse(text)).isEmpty();
  }
}
