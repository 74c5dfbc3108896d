package dev.sallyport.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** A schema as the world outside Java sees it, and what identifies it. */
public final class SchemaText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JAVA_STRING = "avro.java.string";

  private SchemaText() {}

  /**
   * The schema's JSON on one line, with docs, defaults and logical types, but without properties
   * that only Java needs.
   */
  public static String of(Schema schema) {
    return clean(tree(schema)).toString();
  }

  /** The same, indented: how shipped schemas are kept. */
  public static String indented(Schema schema) {
    return clean(tree(schema)).toPrettyString() + "\n";
  }

  /**
   * Reads a schema.
   *
   * @throws org.apache.avro.SchemaParseException when the text is none
   */
  public static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  /**
   * SHA-256 of the schema's canonical parsing form (Avro specification, "Schema Fingerprints"): 32
   * bytes.
   */
  public static byte[] fingerprint(Schema schema) {
    try {
      return SchemaNormalization.parsingFingerprint("SHA-256", schema);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** {@link #fingerprint} in hexadecimal digits. */
  public static String fingerprintText(Schema schema) {
    return HexFormat.of().formatHex(fingerprint(schema));
  }

  private static JsonNode tree(Schema schema) {
    try {
      return JSON.readTree(schema.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }

  private static JsonNode clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(JAVA_STRING);
      for (String name : object.propertyStream().map(java.util.Map.Entry::getKey).toList()) {
        // Defaults are data: a map with a key "type" must not be taken for a schema.
        if (!name.equals("default")) {
          object.set(name, clean(object.get(name)));
        }
      }
      boolean bare = object.size() == 1 && object.path("type").isTextual();
      return bare ? object.get("type") : object;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, clean(array.get(i)));
      }
    }
    return node;
  }
}
