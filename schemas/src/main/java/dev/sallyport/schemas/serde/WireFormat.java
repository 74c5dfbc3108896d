package dev.sallyport.schemas.serde;

import java.util.Arrays;
import org.apache.avro.generic.GenericContainer;

/**
 * The Confluent wire format: a zero byte, the schema's id as four bytes (big-endian), the Avro
 * body. Source: Confluent's "Wire format" page.
 */
public final class WireFormat {
  /** Bytes before the Avro body. */
  public static final int PREFIX_LENGTH = 5;

  private WireFormat() {}

  /**
   * The record in the wire format, written with the schema it carries, which the id must stand for.
   */
  public static byte[] encode(GenericContainer record, int schemaId) {
    return AvroBinary.encode(prefix(schemaId), record);
  }

  /** An Avro body behind the prefix of the id that its schema has in some registry. */
  public static byte[] ofBody(byte[] body, int schemaId) {
    byte[] value = Arrays.copyOf(prefix(schemaId), PREFIX_LENGTH + body.length);
    System.arraycopy(body, 0, value, PREFIX_LENGTH, body.length);
    return value;
  }

  private static byte[] prefix(int schemaId) {
    return new byte[] {
      0,
      (byte) (schemaId >>> 24),
      (byte) (schemaId >>> 16),
      (byte) (schemaId >>> 8),
      (byte) schemaId
    };
  }

  /**
   * The id of the schema that a value was written with.
   *
   * @throws UndecodableException when the value is not in this format
   */
  public static int schemaId(byte[] value) {
    if (value.length < PREFIX_LENGTH || value[0] != 0) {
      throw new UndecodableException(
          "not in the Confluent wire format: " + value.length + " bytes");
    }
    return (value[1] & 0xff) << 24
        | (value[2] & 0xff) << 16
        | (value[3] & 0xff) << 8
        | (value[4] & 0xff);
  }

  /** The Avro body of a value, without the registry's prefix: what is hashed. */
  public static byte[] body(byte[] value) {
    schemaId(value);
    return Arrays.copyOfRange(value, PREFIX_LENGTH, value.length);
  }
}
