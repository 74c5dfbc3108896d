package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingALogTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void adds_to_what_is_there() throws Exception {
    var file = folder.resolve("service.log");
    try (var log = ChildLog.open(file)) {
      log.line("first start");
    }
    try (var log = ChildLog.open(file)) {
      log.line("second start");
      assertThat(log.lastWords()).containsExactly("second start");
    }

    assertThat(file).hasContent("first start\nsecond start");
  }

  @Test
  void never_grows_beyond_two_files_of_its_size() throws Exception {
    var file = folder.resolve("service.log");
    try (var log = ChildLog.open(file, 100)) {
      for (int line = 0; line < 1_000; line++) {
        log.line("line " + line);
      }
    }

    assertThat(Files.size(file)).isLessThanOrEqualTo(100);
    assertThat(Files.size(folder.resolve("service.log.1"))).isLessThanOrEqualTo(100);
    assertThat(Files.readString(file)).endsWith("line 999\n");
    assertThat(folder.toFile().list()).hasSize(2);
  }
}
