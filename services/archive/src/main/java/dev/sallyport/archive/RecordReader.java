package dev.sallyport.archive;

import dev.sallyport.archive.ArchivedRecord.Value;
import dev.sallyport.schemas.serde.AvroText;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.SchemaText;
import dev.sallyport.schemas.serde.ShippedSchemas;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.schemas.serde.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of Kafka as they are archived. Of one thread. */
final class RecordReader {
  private final SchemaIds ids;
  private final Map<Integer, Known> known = new HashMap<>();

  RecordReader(SchemaIds ids) {
    this.ids = ids;
  }

  private record Known(Schema schema, String fingerprint) {}

  /**
   * @throws RegistryException.Unavailable when a schema is not known here and no registry answers;
   *     never archived as raw bytes then, since it may be a record as good as any
   */
  ArchivedRecord read(ConsumerRecord<byte[], byte[]> record) {
    return new ArchivedRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        List.of(record.headers().toArray()),
        value(record));
  }

  private Value value(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      return new Value.Absent();
    }
    try {
      var writer = known.computeIfAbsent(WireFormat.schemaId(value), this::learn);
      var body = WireFormat.body(value);
      return new Value.Avro(
          writer.schema.getFullName(), writer.fingerprint, body, AvroText.of(writer.schema, body));
    } catch (UndecodableException noRecord) {
      waitForSchema(record, value, noRecord);
      return new Value.Raw(value);
    }
  }

  // Objects stand for ever: a registry that lost its schemas must not make raw bytes of sound
  // events.
  private void waitForSchema(
      ConsumerRecord<byte[], byte[]> record, byte[] value, UndecodableException why) {
    var header = record.headers().lastHeader("ce_type");
    if (header == null
        || !ShippedSchemas.know(new String(header.value(), StandardCharsets.UTF_8))) {
      return;
    }
    int id;
    try {
      id = WireFormat.schemaId(value);
    } catch (UndecodableException e) {
      return; // no record at all, whatever its headers say
    }
    if (!known.containsKey(id)) {
      throw new RegistryException.Unavailable(
          "The registry does not know the schema %d of a record that is in the log".formatted(id),
          why);
    }
  }

  private Known learn(Integer id) {
    var schema = ids.schema(id);
    return new Known(schema, SchemaText.fingerprintText(schema));
  }
}
