package dev.sallyport.schemas.serde;

import static dev.sallyport.schemas.serde.SampleSchemas.GATE;
import static dev.sallyport.schemas.serde.SampleSchemas.GATE_WITH_OPTIONAL_FIELD;
import static dev.sallyport.schemas.serde.SampleSchemas.GATE_WITH_REQUIRED_FIELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeepingSchemaIdsTest {
  private static final String SUBJECT = "gates-dev.sallyport.sample.Gate";

  @TempDir Path folder;

  @Test
  void registers_a_schema_under_its_topic_and_name_and_under_the_rule() {
    var registry = new InMemoryRegistry();
    SchemaIds.inMemory(registry).register("gates", List.of(GATE));
    assertThat(registry.latest(SUBJECT)).isPresent();
    assertThat(registry.compatibility(SUBJECT)).contains("FULL_TRANSITIVE");
  }

  @Test
  void gives_a_subject_the_rule_before_it_adds_a_version() {
    var registry = new InMemoryRegistry();
    registry.register(SUBJECT, GATE);
    registry.requireCompatibility(SUBJECT, "NONE");
    SchemaIds ids = SchemaIds.inMemory(registry);
    assertThatThrownBy(() -> ids.register("gates", List.of(GATE_WITH_REQUIRED_FIELD)))
        .isInstanceOf(RegistryException.Refused.class);
    assertThat(registry.compatibility(SUBJECT)).contains("FULL_TRANSITIVE");
  }

  @Test
  void needs_no_registry_for_what_it_registered_before() {
    SchemaIds before = SchemaIds.keptIn(file(), new InMemoryRegistry());
    before.register("gates", List.of(GATE));
    int id = before.known(SUBJECT, GATE).orElseThrow();

    try (var nowhere = unreachable()) {
      SchemaIds after = SchemaIds.keptIn(file(), nowhere);
      after.register("gates", List.of(GATE));
      assertThat(after.known(SUBJECT, GATE)).contains(id);
      assertThat(after.schema(id)).isEqualTo(GATE);
    }
  }

  @Test
  void needs_the_registry_for_a_new_schema() {
    try (var nowhere = unreachable()) {
      SchemaIds ids = SchemaIds.keptIn(file(), nowhere);
      assertThatThrownBy(() -> ids.register("gates", List.of(GATE)))
          .isInstanceOf(RegistryException.Unavailable.class);
    }
  }

  @Test
  void asks_again_when_the_file_is_damaged() throws IOException {
    var registry = new InMemoryRegistry();
    SchemaIds.keptIn(file(), registry).register("gates", List.of(GATE));
    String intact = Files.readString(file());
    for (String damaged :
        List.of(
            "",
            "\n",
            intact.substring(0, intact.length() / 2),
            intact.replace("Gate", "Date"),
            "garbage")) {
      Files.writeString(file(), damaged);
      SchemaIds ids = SchemaIds.keptIn(file(), registry);
      assertThat(ids.known(SUBJECT, GATE)).isEmpty();
      ids.register("gates", List.of(GATE));
      assertThat(Files.readString(file())).isEqualTo(intact);
    }
  }

  @Test
  void keeps_what_was_registered_before_one_was_refused() {
    var registry = new InMemoryRegistry();
    registry.register("gates-dev.sallyport.sample.Gate", GATE);
    SchemaIds ids = SchemaIds.keptIn(file(), registry);
    assertThatThrownBy(() ->
            ids.register("gates", List.of(GATE_WITH_OPTIONAL_FIELD, GATE_WITH_REQUIRED_FIELD)))
        .isInstanceOf(RegistryException.Refused.class);
    assertThat(SchemaIds.keptIn(file(), registry).known(SUBJECT, GATE_WITH_OPTIONAL_FIELD))
        .isPresent();
  }

  @Test
  void an_id_that_nobody_gave_is_undecodable() {
    assertThatThrownBy(() -> SchemaIds.inMemory(new InMemoryRegistry()).schema(42))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("42");
  }

  @Test
  void notices_a_registry_that_was_lost_and_filled_again() {
    SchemaIds ids = SchemaIds.keptIn(file(), new InMemoryRegistry());
    ids.register("gates", List.of(GATE));
    assertThat(ids.disagreements()).isEmpty();
    assertThat(SchemaIds.keptIn(file(), new InMemoryRegistry()).disagreements())
        .singleElement()
        .asString()
        .contains(SUBJECT, "id 1", "unknown");
  }

  private Path file() {
    return folder.resolve("schema-ids");
  }

  private static RegistryClient unreachable() {
    var gone = new ScriptedRegistry(new ScriptedRegistry.Answer(200, "{}"));
    gone.close();
    return new RegistryClient(
        RegistrySettings.from(
            Map.of("schema.registry.url", gone.url(), "max.retries", "1", "retries.wait.ms", "1")));
  }
}
