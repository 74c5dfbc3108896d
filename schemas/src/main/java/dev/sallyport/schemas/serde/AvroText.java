package dev.sallyport.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;

/**
 * A record for people to read: Avro's own JSON encoding, on one line. It depends on nothing but the
 * bytes and what the schema's fingerprint covers. Source: Avro specification, "JSON Encoding".
 */
public final class AvroText {
  private AvroText() {}

  /**
   * @param body Avro's binary encoding, without a prefix
   * @throws UndecodableException when it is no record of that schema
   */
  public static String of(Schema writer, byte[] body) {
    Object record = AvroBinary.decode(AvroBinary.genericReader(writer), body, 0);
    var text = new ByteArrayOutputStream();
    try {
      DatumWriter<Object> json = new GenericDatumWriter<>(writer, GenericData.get());
      var encoder = EncoderFactory.get().jsonEncoder(writer, text);
      json.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
