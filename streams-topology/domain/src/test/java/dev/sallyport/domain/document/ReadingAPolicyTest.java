package dev.sallyport.domain.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code readings} is a case: a policy, and what reading it gives. {@code
 * -Dgoldens.update=true} writes the second; review it before it is committed.
 */
class ReadingAPolicyTest {
  private static final Path CASES = Path.of("src/test/resources/readings");

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void gives_what_its_golden_says(String name) throws IOException {
    var text = Files.readString(CASES.resolve(name).resolve("policy.yaml"));
    var golden = CASES.resolve(name).resolve("reading.txt");

    var reading = PolicyDocument.read(text);

    if (Boolean.getBoolean("goldens.update")) {
      Files.write(golden, ReadingText.of(reading).getBytes(UTF_8));
    }
    assertThat(ReadingText.of(reading)).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void points_at_each_entry_where_it_stands(String name) throws IOException {
    var text = Files.readString(CASES.resolve(name).resolve("policy.yaml"));
    if (PolicyDocument.read(text) instanceof Reading.Readable(var document, _)) {
      assertThat(document.text()).isEqualTo(text);
      for (var entry : document.entries()) {
        var there = text.substring(entry.position().offset(), entry.endOffset());
        assertThat(there)
            .satisfiesAnyOf(
                written -> assertThat(written).isEqualTo(entry.written()),
                escaped -> assertThat(escaped).contains("\\"));
      }
    }
  }

  static Stream<String> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }
}
