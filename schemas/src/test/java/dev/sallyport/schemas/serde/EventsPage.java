package dev.sallyport.schemas.serde;

import dev.sallyport.schemas.serde.ShippedSchemas.Shipped;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** The reference of events: prose with a {@code {{name}}} for each table that the schemas give. */
final class EventsPage {
  private static final String ROOM = "dev.sallyport.events";
  private static final String EXAMPLE = "example";
  private static final String FINGERPRINTS = "fingerprints";
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private EventsPage() {}

  static String of(String template) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(table(place.group(1))));
  }

  /** The types that a template has a place for. */
  static List<String> types(String template) {
    return PLACE
        .matcher(template)
        .results()
        .map((MatchResult place) -> place.group(1))
        .filter(name -> !name.equals(EXAMPLE) && !name.equals(FINGERPRINTS))
        .toList();
  }

  private static String table(String name) {
    return switch (name) {
      case EXAMPLE -> ChainExample.table();
      case FINGERPRINTS -> fingerprints();
      default -> describe(type(name));
    };
  }

  private static Schema type(String name) {
    return GeneratedRecords.all().stream()
        .filter(schema -> schema.getFullName().equals(ROOM + "." + name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is no public type"));
  }

  private static String describe(Schema schema) {
    var text = new StringBuilder();
    if (schema.getProp("topic") == null) {
      text.append("**`%s`**: ".formatted(schema.getName()));
    }
    text.append(schema.getDoc()).append("\n\n");
    if (schema.getType() == Schema.Type.ENUM) {
      text.append(
          schema.getEnumSymbols().stream()
              .map(symbol -> "`" + symbol + "`")
              .collect(Collectors.joining(", ")));
      return text.append("; by default `%s`.".formatted(schema.getEnumDefault())).toString();
    }
    text.append("| Field | Type | |\n|---|---|---|\n");
    text.append(schema.getFields().stream().map(EventsPage::row).collect(Collectors.joining("\n")));
    return text.toString();
  }

  private static String row(Field field) {
    return "| `%s` | %s | %s |"
        .formatted(field.name(), words(field.schema()), field.doc().replace("|", "\\|"));
  }

  private static String words(Schema schema) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> "`" + schema.getName() + "`";
      case ARRAY -> "array of " + words(schema.getElementType());
      case MAP -> "map of " + words(schema.getValueType());
      case UNION -> words(schema.getTypes().getLast()) + " or null";
      case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
          schema.getType().getName() + (logical.isEmpty() ? "" : " (" + logical + ")");
    };
  }

  private static String fingerprints() {
    return "SHA-256 of the canonical form of every version that was released.\n\n"
        + "| Record | Version | Fingerprint |\n|---|---|---|\n"
        + ShippedSchemas.all().stream()
            .filter(shipped -> Objects.equals(shipped.schema().getNamespace(), ROOM))
            .map(EventsPage::fingerprint)
            .collect(Collectors.joining("\n"));
  }

  private static String fingerprint(Shipped shipped) {
    return "| `%s` | %d | `%s` |"
        .formatted(
            shipped.schema().getName(),
            shipped.version(),
            SchemaText.fingerprintText(shipped.schema()));
  }
}
