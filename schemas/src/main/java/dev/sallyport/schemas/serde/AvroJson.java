package dev.sallyport.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records in Avro's JSON encoding, by the schema that they were written with: fields that this
 * version does not know are there too.
 */
public final class AvroJson {
  private static final byte[] NOTHING = {};

  private final SchemaIds ids;

  public AvroJson(SchemaIds ids) {
    this.ids = ids;
  }

  /**
   * A value in the wire format.
   *
   * @throws UndecodableException when it is none, or its schema is not known to the registry
   * @throws RegistryException.Unavailable when its schema is not known here and no registry answers
   */
  public String of(byte[] value) {
    var schema = ids.schema(WireFormat.schemaId(value));
    return json(schema, value, WireFormat.PREFIX_LENGTH);
  }

  public static String of(SpecificRecord record) {
    return json(record.getSchema(), AvroBinary.encode(NOTHING, record), 0);
  }

  private static String json(Schema schema, byte[] bytes, int from) {
    var record = AvroBinary.decode(AvroBinary.genericReader(schema), bytes, from);
    var out = new ByteArrayOutputStream();
    try {
      var encoder = EncoderFactory.get().jsonEncoder(schema, out);
      new GenericDatumWriter<>(schema, GenericData.get()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
