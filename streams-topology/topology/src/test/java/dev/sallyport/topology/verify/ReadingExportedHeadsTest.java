package dev.sallyport.topology.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.domain.event.EventHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingExportedHeadsTest {
  private static final EventHash HASH = new EventHash("ab".repeat(32));

  @TempDir private Path folder;

  @Test
  void reads_what_was_written() throws IOException {
    var file = folder.resolve("heads.jsonl");
    var heads = List.of(new ExportedHead("acme", 7, HASH), new ExportedHead("~tenant", 1, HASH));
    HeadFile.write(file, heads);
    assertThat(HeadFile.read(file)).isEqualTo(heads);
    assertThat(Files.readAllLines(file).getFirst())
        .isEqualTo("{\"owner\":\"acme\",\"sequence\":7,\"hash\":\"%s\"}".formatted(HASH.hex()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "{}",
        "[]",
        "{\"owner\":\"acme\",\"sequence\":0,\"hash\":\"HASH\"}",
        "{\"owner\":\"acme\",\"sequence\":1.5,\"hash\":\"HASH\"}",
        "{\"owner\":\"\",\"sequence\":1,\"hash\":\"HASH\"}",
        "{\"owner\":\"acme\",\"sequence\":1,\"hash\":\"abc\"}"
      })
  void names_the_line_that_holds_no_head(String line) throws IOException {
    var file = folder.resolve("heads.jsonl");
    Files.writeString(file, "\n" + line.replace("HASH", HASH.hex()) + "\n");
    assertThatExceptionOfType(HeadFile.Unreadable.class)
        .isThrownBy(() -> HeadFile.read(file))
        .withMessageContaining("heads.jsonl, line 2: ");
  }
}
