package dev.sallyport.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Run it with {@code -Dsallyport.update=true} to write the page anew. */
final class DescribingEventsTest {
  private static final Path PAGE = Path.of("../docs/reference/events.md");
  private static final Path TEMPLATE = Path.of("src/test/resources/pages/events.md");

  @Test
  void keeps_the_page_of_the_manual_true() throws IOException {
    String page = EventsPage.of(Files.readString(TEMPLATE));
    if (Boolean.getBoolean("sallyport.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("stale: run this test with -Dsallyport.update=true and commit")
        .isEqualTo(page);
  }

  @Test
  void names_every_public_type() throws IOException {
    var shown = new TreeSet<>(EventsPage.types(Files.readString(TEMPLATE)));
    List<String> there =
        GeneratedRecords.all().stream()
            .filter(schema -> schema.getNamespace().equals("dev.sallyport.events"))
            .map(Schema::getName)
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(there);
  }
}
