package dev.sallyport.schemas.serde;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's single-object encoding: the marker {@code C3 01}, the CRC-64-AVRO fingerprint of the
 * writer schema (little-endian), the body. The fingerprint names the record type too. Decodes what
 * any released version wrote, since every schema ever shipped is in the jar, and needs no registry.
 * Source: Avro specification, "Single-object encoding".
 */
public final class SingleObject {
  private static final int PREFIX_LENGTH = 10;
  private static final Map<Long, DatumReader<SpecificRecord>> READERS = readers();
  private static final ClassValue<byte[]> PREFIXES =
      new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
          return prefix(SpecificData.getForClass(type).getSchema(type));
        }
      };

  private SingleObject() {}

  /** The record, written with its class's schema. */
  public static byte[] encode(SpecificRecord record) {
    return AvroBinary.encode(PREFIXES.get(record.getClass()), record);
  }

  /**
   * The record in its current class, whatever released version wrote it.
   *
   * @throws UndecodableException when it is none of ours, comes from a newer version, or is damaged
   */
  public static SpecificRecord decode(byte[] bytes) {
    if (bytes.length < PREFIX_LENGTH || bytes[0] != (byte) 0xC3 || bytes[1] != 1) {
      throw new UndecodableException(
          "not in Avro's single-object encoding: " + bytes.length + " bytes");
    }
    long fingerprint = fingerprint(bytes);
    DatumReader<SpecificRecord> reader = READERS.get(fingerprint);
    if (reader == null) {
      throw new UndecodableException(
          "no schema of this version has the fingerprint "
              + HexFormat.of().toHexDigits(fingerprint));
    }
    return AvroBinary.decode(reader, bytes, PREFIX_LENGTH);
  }

  /**
   * The same where only one record type can stand.
   *
   * @throws UndecodableException when another stands there, too
   */
  public static <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
    SpecificRecord record = decode(bytes);
    if (!type.isInstance(record)) {
      throw new UndecodableException(
          "expected " + type.getSimpleName() + ", found " + record.getSchema().getFullName());
    }
    return type.cast(record);
  }

  /** A generic record, for tests that play other versions. */
  static byte[] encode(GenericRecord record, Schema schema) {
    return AvroBinary.encode(prefix(schema), record);
  }

  /** A generic record of exactly this schema, for tests that play other versions. */
  static Object decode(byte[] bytes, Schema schema) {
    return AvroBinary.decode(AvroBinary.genericReader(schema), bytes, PREFIX_LENGTH);
  }

  private static long fingerprint(byte[] bytes) {
    long fingerprint = 0;
    for (int i = PREFIX_LENGTH - 1; i > 1; i--) {
      fingerprint = fingerprint << 8 | (bytes[i] & 0xffL);
    }
    return fingerprint;
  }

  private static byte[] prefix(Schema schema) {
    byte[] prefix = new byte[PREFIX_LENGTH];
    prefix[0] = (byte) 0xC3;
    prefix[1] = 1;
    long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    for (int i = 2; i < PREFIX_LENGTH; i++) {
      prefix[i] = (byte) (fingerprint >>> (8 * (i - 2)));
    }
    return prefix;
  }

  private static Map<Long, DatumReader<SpecificRecord>> readers() {
    var readers = new HashMap<Long, DatumReader<SpecificRecord>>();
    for (ShippedSchemas.Shipped shipped : ShippedSchemas.all()) {
      Class<?> type = AvroBinary.generated(shipped.schema());
      if (type == null) {
        throw new IllegalStateException("no class reads " + shipped.record() + " any more");
      }
      readers.put(
          SchemaNormalization.parsingFingerprint64(shipped.schema()),
          AvroBinary.reader(shipped.schema(), type));
    }
    return Map.copyOf(readers);
  }
}
