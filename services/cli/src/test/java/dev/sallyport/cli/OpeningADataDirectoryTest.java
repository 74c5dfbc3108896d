package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningADataDirectoryTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void makes_one_of_an_absent_or_empty_folder_and_opens_it_again() throws Exception {
    var absent = folder.resolve("deep/absent");

    DataDirectory.open(absent);
    DataDirectory.open(absent);

    assertThat(Files.readString(absent.resolve("format"))).isEqualTo(DataDirectory.FORMAT + "\n");
    assertThat(DataDirectory.open(Files.createDirectory(folder.resolve("empty"))).kafka())
        .isDirectory();
  }

  @Test
  void opens_what_an_older_release_has_written() throws Exception {
    Files.writeString(folder.resolve("format"), "1\n");

    assertThat(DataDirectory.open(folder).path()).isEqualTo(folder);
  }

  @Test
  void refuses_what_a_newer_release_has_written_and_leaves_it_alone() throws Exception {
    Files.writeString(folder.resolve("format"), DataDirectory.FORMAT + 1 + "\n");

    assertThatThrownBy(() -> DataDirectory.open(folder))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("written by a newer Sallyport")
        .hasMessageContaining("--data or SALLYPORT_DATA_DIR");
    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("format"));
  }

  @Test
  void refuses_a_version_that_is_none() throws Exception {
    Files.writeString(folder.resolve("format"), "latest\n");

    assertThatThrownBy(() -> DataDirectory.open(folder))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no version of a data directory");
  }

  @Test
  void refuses_a_folder_of_other_things() throws Exception {
    Files.writeString(folder.resolve("thesis.tex"), "years of work");

    assertThatThrownBy(() -> DataDirectory.open(folder))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no data of Sallyport");
    assertThat(folder).isDirectoryNotContaining("glob:**format");
  }

  @Test
  void says_why_a_folder_cannot_be_made() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot hold the data")
        .hasMessageContaining("--data or SALLYPORT_DATA_DIR");
  }

  @Test
  void remembers_numbers_from_start_to_start() throws Exception {
    DataDirectory.open(folder.resolve("data")).record("kafka-port", 23_456);

    var again = DataDirectory.open(folder.resolve("data"));
    assertThat(again.recorded("kafka-port")).hasValue(23_456);
    assertThat(again.recorded("registry-port")).isEmpty();
  }
}
