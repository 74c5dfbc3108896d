package dev.sallyport.topology.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DescribingTheTopologyTest {
  private static final Path GOLDEN = Path.of("src/test/resources/decider/topology.txt");

  @Test
  void names_of_operators_stores_and_topics_are_kept() throws IOException {
    var encoder = EventEncoder.registered(SchemaIds.inMemory(new InMemoryRegistry()));
    var deciding =
        new Deciding(
            encoder,
            1,
            InstantSource.system(),
            new DeciderHealth(),
            new DeciderCounts(),
            new Backlog(InstantSource.system()));

    var described = DeciderTopology.build(new Topics(""), deciding).describe().toString();

    if (Boolean.getBoolean("sallyport.update.golden")) {
      Files.writeString(GOLDEN, described);
    }
    assertThat(described).isEqualTo(Files.readString(GOLDEN));
  }
}
