package dev.sallyport.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.archive.ArchivedRecord.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record as a line of JSON. Keys and header values are texts where their bytes are UTF-8, as ours
 * are, and stand in Base64 under a name that says so where they are not. An Avro body stands twice:
 * in Base64, which counts, and as {@code value} for people and for tools that know no Avro.
 */
final class RecordLine {
  private static final JsonFactory JSON = new JsonFactory();
  // Numbers of the readable part must come out as they went in.
  private static final ObjectMapper READER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private RecordLine() {}

  /** The line, without its end. */
  static byte[] encode(ArchivedRecord record) {
    var line = new ByteArrayOutputStream(1024);
    try (var json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("topic", record.topic());
      json.writeNumberField("partition", record.partition());
      json.writeNumberField("offset", record.offset());
      json.writeNumberField("timestamp", record.timestamp());
      bytes(json, "key", record.key());
      json.writeArrayFieldStart("headers");
      for (var header : record.headers()) {
        json.writeStartObject();
        json.writeStringField("name", header.key());
        bytes(json, "value", header.value());
        json.writeEndObject();
      }
      json.writeEndArray();
      value(json, record.value());
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return line.toByteArray();
  }

  private static void value(JsonGenerator json, Value value) throws IOException {
    switch (value) {
      case Value.Absent _ -> json.writeNullField("value");
      case Value.Avro avro -> {
        json.writeStringField("schema", avro.schema());
        json.writeStringField("fingerprint", avro.fingerprint());
        json.writeStringField("avro", Base64.getEncoder().encodeToString(avro.body()));
        json.writeFieldName("value");
        json.writeRawValue(avro.text());
      }
      case Value.Raw raw ->
          json.writeStringField("raw", Base64.getEncoder().encodeToString(raw.bytes()));
    }
  }

  private static void bytes(JsonGenerator json, String name, byte @Nullable [] bytes)
      throws IOException {
    if (bytes == null) {
      json.writeNullField(name);
      return;
    }
    try {
      json.writeStringField(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException noText) {
      json.writeStringField(name + "Base64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  /** Whether two JSON texts say the same. */
  static boolean same(String one, String other) {
    try {
      return READER.readTree(one).equals(READER.readTree(other));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** What a line is not. The message tells what is wrong with it. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  static ArchivedRecord decode(String line) throws Unreadable {
    try {
      var json = READER.readTree(line);
      var headers = new ArrayList<Header>();
      for (var header : json.path("headers")) {
        headers.add(new RecordHeader(text(header, "name"), bytes(header, "value")));
      }
      return new ArchivedRecord(
          text(json, "topic"),
          Math.toIntExact(number(json, "partition")),
          number(json, "offset"),
          number(json, "timestamp"),
          bytes(json, "key"),
          List.copyOf(headers),
          value(json));
    } catch (JsonProcessingException e) {
      throw new Unreadable("it is no JSON object");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Value value(JsonNode json) throws Unreadable {
    if (json.has("avro")) {
      return new Value.Avro(
          text(json, "schema"),
          text(json, "fingerprint"),
          base64(json, "avro"),
          json.path("value").toString());
    }
    return json.has("raw") ? new Value.Raw(base64(json, "raw")) : absent(json);
  }

  private static Value absent(JsonNode json) throws Unreadable {
    if (!json.path("value").isNull()) {
      throw new Unreadable("it has no \"avro\" and no \"raw\"");
    }
    return new Value.Absent();
  }

  private static long number(JsonNode json, String name) throws Unreadable {
    var number = json.path(name);
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      throw new Unreadable("\"%s\" is no whole number".formatted(name));
    }
    return number.longValue();
  }

  private static String text(JsonNode json, String name) throws Unreadable {
    if (!json.path(name).isTextual()) {
      throw new Unreadable("\"%s\" is no text".formatted(name));
    }
    return json.path(name).textValue();
  }

  private static byte @Nullable [] bytes(JsonNode json, String name) throws Unreadable {
    if (json.has(name + "Base64")) {
      return base64(json, name + "Base64");
    }
    return json.path(name).isNull() ? null : text(json, name).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] base64(JsonNode json, String name) throws Unreadable {
    return Base64.getDecoder().decode(text(json, name));
  }
}
