package dev.sallyport.schemas.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads public records in the wire format into their generated classes, with the fingerprint that
 * their hash needs.
 */
public final class WireFormatReader {
  private final SchemaIds ids;
  private final Map<Integer, Known> known = new ConcurrentHashMap<>();

  public WireFormatReader(SchemaIds ids) {
    this.ids = ids;
  }

  private static final class Known {
    private final byte[] fingerprint;
    private final DatumReader<SpecificRecord> reader;

    Known(byte[] fingerprint, DatumReader<SpecificRecord> reader) {
      this.fingerprint = fingerprint;
      this.reader = reader;
    }
  }

  /**
   * The record in its current class.
   *
   * @throws UndecodableException when it is no record of a type that this version knows
   * @throws RegistryException.Unavailable when its schema is not known here and no registry answers
   */
  public SpecificRecord read(byte[] value) {
    return AvroBinary.decode(known(value).reader, value, WireFormat.PREFIX_LENGTH);
  }

  /** {@link SchemaText#fingerprint} of the schema that a value was written with. */
  public byte[] fingerprint(byte[] value) {
    return known(value).fingerprint.clone();
  }

  /** {@link EventHash} of a value. */
  public byte[] hash(byte[] previous, byte[] value) {
    return EventHash.ofWireFormat(previous, known(value).fingerprint, value);
  }

  private Known known(byte[] value) {
    return known.computeIfAbsent(WireFormat.schemaId(value), this::learn);
  }

  private Known learn(Integer id) {
    Schema writer = ids.schema(id);
    Class<?> type = AvroBinary.generated(writer);
    if (type == null) {
      throw new UndecodableException("no class for " + writer.getFullName() + ", schema id " + id);
    }
    return new Known(SchemaText.fingerprint(writer), AvroBinary.reader(writer, type));
  }
}
