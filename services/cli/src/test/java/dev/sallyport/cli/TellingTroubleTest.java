package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TellingTroubleTest {
  static Stream<Arguments> trouble() {
    return Stream.of(
        Arguments.of(
            new NoSuchFileException("heads.jsonl"), "There is no such file or folder: heads.jsonl"),
        Arguments.of(new AccessDeniedException("/root/x"), "This user may not touch /root/x"),
        Arguments.of(
            new FileSystemException("/data", null, "No space left on device"),
            "/data: No space left on device"),
        Arguments.of(new FileSystemException("/data"), "/data: FileSystemException"),
        Arguments.of(new IOException("Stream closed"), "java.io.IOException: Stream closed"));
  }

  @ParameterizedTest
  @MethodSource("trouble")
  void with_a_file_is_told_in_words(IOException failure, String words) {
    assertThat(Trouble.told(failure)).isEqualTo(words);
  }

  @Test
  void is_told_with_its_causes() {
    var cause = new IllegalStateException("no user is set");

    assertThat(Trouble.withCauses(new IllegalStateException("No client", cause)))
        .isEqualTo("No client: no user is set");
  }
}
