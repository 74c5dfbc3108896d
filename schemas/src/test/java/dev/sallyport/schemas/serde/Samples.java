package dev.sallyport.schemas.serde;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** One record of a schema in which nothing is empty and no two fields of a type are alike. */
final class Samples {
  private static final long MOMENT = 1_790_000_000_000L;

  private Samples() {}

  static GenericRecord of(Schema schema) {
    return record(schema, schema.getName());
  }

  private static GenericRecord record(Schema schema, String path) {
    var record = new GenericData.Record(schema);
    for (Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema(), path + "." + field.name()));
    }
    return record;
  }

  private static Object value(Schema schema, String path) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    int seed = Math.floorMod(path.hashCode(), 1000);
    return switch (schema.getType()) {
      case RECORD -> record(schema, path);
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
      case ARRAY ->
          new GenericData.Array<>(
              schema,
              List.of(
                  value(schema.getElementType(), path + "[0]"),
                  value(schema.getElementType(), path + "[1]")));
      case MAP -> Map.of("key", value(schema.getValueType(), path + ".key"));
      case UNION -> value(schema.getTypes().getLast(), path);
      case FIXED -> new GenericData.Fixed(schema, filled(schema.getFixedSize(), seed));
      case STRING ->
          logical.equals("uuid")
              ? "00000000-0000-4000-8000-%012d".formatted(seed)
              : "%s ü %d".formatted(path, seed);
      case BYTES -> ByteBuffer.wrap(filled(32, seed));
      case INT -> seed;
      case LONG -> logical.equals("timestamp-millis") ? MOMENT + seed : (long) seed;
      case FLOAT -> seed / 8.0f;
      case DOUBLE -> seed / 8.0;
      case BOOLEAN -> true;
      case NULL -> throw new IllegalArgumentException("a field that can only be null: " + path);
    };
  }

  private static byte[] filled(int size, int seed) {
    byte[] bytes = Arrays.copyOf(Integer.toString(seed).getBytes(StandardCharsets.US_ASCII), size);
    bytes[size - 1] = (byte) 0xff;
    return bytes;
  }
}
