package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockingDataTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void one_holds_it_and_the_next_is_told_who() throws Exception {
    try (var first = DataLock.take(file())) {
      assertThat(first.killed()).isEmpty();
      assertThatThrownBy(() -> DataLock.take(file()))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void given_back_it_leaves_no_trace() throws Exception {
    DataLock.take(file()).close();

    try (var next = DataLock.take(file())) {
      assertThat(next.killed()).isEmpty();
    }
  }

  @Test
  void the_trace_of_a_killed_holder_is_recognised_and_taken_over() throws Exception {
    var killed = new ProcessIdentity(4_194_305, Instant.parse("2026-11-21T10:00:00Z"));
    Files.writeString(file(), killed + "\n");

    try (var next = DataLock.take(file())) {
      assertThat(next.killed()).contains(killed);
    }
  }

  private Path file() {
    return folder.resolve("lock");
  }
}
