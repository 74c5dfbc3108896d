package dev.sallyport.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sallyport.schemas.serde.ShippedSchemas.Shipped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Holds the schemas to what was released. After a change of a schema, run this test with {@code
 * -Dsallyport.ship=true}: it writes the new version and its golden sample, to be committed with the
 * change.
 */
final class ShippingASchemaTest {
  private static final boolean SHIP = Boolean.getBoolean("sallyport.ship");
  private static final List<Schema.Field> NO_FIELDS = List.of();
  private static final Path SHIPPED = Path.of("src/main/resources/shipped");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @BeforeEach
  void ship() throws IOException {
    if (SHIP) {
      writeNewVersions();
    }
    assumeFalse(SHIP, "new versions are written; run again without -Dsallyport.ship");
  }

  /**
   * The build makes classes anew of files that were changed, and not of those that import these: a
   * class that was left as it was would write records that its own parts do not fit.
   */
  @Test
  void what_stands_in_a_record_is_what_its_own_class_is() {
    var classes =
        GeneratedRecords.all().stream()
            .collect(Collectors.toMap(Schema::getFullName, schema -> schema));
    for (var schema : GeneratedRecords.all()) {
      for (var field : schema.getType() == Schema.Type.RECORD ? schema.getFields() : NO_FIELDS) {
        for (var part : named(field.schema())) {
          assertThat(part)
              .as("%s.%s: remove schemas/target", schema.getFullName(), field.name())
              .isEqualTo(classes.get(part.getFullName()));
        }
      }
    }
  }

  private static List<Schema> named(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> List.of(schema);
      case ARRAY -> named(schema.getElementType());
      case MAP -> named(schema.getValueType());
      case UNION -> schema.getTypes().stream().flatMap(each -> named(each).stream()).toList();
      default -> List.of();
    };
  }

  @Test
  void every_record_is_shipped_as_it_is_now() {
    List<String> now =
        GeneratedRecords.topLevel().stream()
            .map(schema -> schema.getFullName() + " " + SchemaText.of(schema))
            .toList();
    List<String> shipped =
        ShippedSchemas.all().stream()
            .filter(Shipped::newest)
            .map(version -> version.record() + " " + SchemaText.of(version.schema()))
            .toList();
    assertThat(shipped)
        .as(
            "a schema differs from its newest shipped version: run with -Dsallyport.ship=true and commit")
        .containsExactlyInAnyOrderElementsOf(now);
  }

  @Test
  void every_version_ever_shipped_still_decodes_its_golden_sample() throws IOException {
    for (Shipped shipped : ShippedSchemas.all()) {
      byte[] sample = Files.readAllBytes(golden(shipped, "bin"));
      assertThat(SingleObject.decode(sample).getSchema().getFullName()).isEqualTo(shipped.record());
      assertThat(json(shipped.schema(), sample))
          .as("%s v%d", shipped.record(), shipped.version())
          .isEqualTo(Files.readString(golden(shipped, "json")));
    }
  }

  @Test
  void all_versions_of_a_public_record_read_each_other() {
    assertThat(
            incompatible(ShippedSchemas.all().stream().filter(ShippingASchemaTest::isPublic), true))
        .isEmpty();
  }

  @Test
  void every_version_of_a_private_record_is_read_by_the_newest() {
    assertThat(
            incompatible(
                ShippedSchemas.all().stream().filter(shipped -> !isPublic(shipped)), false))
        .isEmpty();
  }

  @Test
  void no_golden_sample_is_left_over() throws IOException {
    List<Path> used =
        ShippedSchemas.all().stream()
            .flatMap(shipped -> Stream.of(golden(shipped, "bin"), golden(shipped, "json")))
            .toList();
    try (var files = Files.walk(GOLDEN)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(used);
    }
  }

  private static List<String> incompatible(Stream<Shipped> some, boolean bothWays) {
    var found = new ArrayList<String>();
    var byRecord = some.collect(Collectors.groupingBy(Shipped::record));
    for (List<Shipped> versions : byRecord.values()) {
      for (Shipped reader : versions) {
        for (Shipped writer : versions) {
          if ((bothWays || reader.newest()) && !reads(reader.schema(), writer.schema())) {
            found.add(
                "%s v%d cannot read v%d"
                    .formatted(reader.record(), reader.version(), writer.version()));
          }
        }
      }
    }
    return found;
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private static boolean isPublic(Shipped shipped) {
    return Objects.equals(shipped.schema().getNamespace(), "dev.sallyport.events");
  }

  private static void writeNewVersions() throws IOException {
    var index = new ArrayList<String>();
    for (Schema schema : GeneratedRecords.topLevel()) {
      int newest = newestVersion(schema);
      boolean sameOnTheWire =
          newest > 0
              && SchemaNormalization.toParsingForm(shipped(schema, newest))
                  .equals(SchemaNormalization.toParsingForm(schema));
      int version = sameOnTheWire ? newest : newest + 1;
      write(
          SHIPPED.resolve(schema.getFullName()).resolve("v" + version + ".avsc"),
          SchemaText.indented(schema));
      if (!sameOnTheWire) {
        Schema plain = SchemaText.parse(SchemaText.of(schema));
        byte[] sample = SingleObject.encode(Samples.of(plain), plain);
        Path folder = GOLDEN.resolve(schema.getFullName());
        Files.createDirectories(folder);
        Files.write(folder.resolve("v" + version + ".bin"), sample);
        write(folder.resolve("v" + version + ".json"), json(plain, sample));
      }
      index.add(schema.getFullName() + " " + version);
    }
    write(SHIPPED.resolve("index"), String.join("\n", index.stream().sorted().toList()) + "\n");
  }

  private static int newestVersion(Schema schema) {
    int version = 0;
    while (Files.exists(
        SHIPPED.resolve(schema.getFullName()).resolve("v" + (version + 1) + ".avsc"))) {
      version++;
    }
    return version;
  }

  private static Schema shipped(Schema schema, int version) throws IOException {
    return SchemaText.parse(
        Files.readString(SHIPPED.resolve(schema.getFullName()).resolve("v" + version + ".avsc")));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private static Path golden(Shipped shipped, String kind) {
    return GOLDEN.resolve(shipped.record()).resolve("v" + shipped.version() + "." + kind);
  }

  private static String json(Schema schema, byte[] sample) throws IOException {
    Object datum = SingleObject.decode(sample, schema);
    var out = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().jsonEncoder(schema, out, true);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return out.toString(StandardCharsets.UTF_8) + "\n";
  }
}
