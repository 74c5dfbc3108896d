package dev.sallyport.archive;

import dev.sallyport.archive.ArchivedRecord.Value;
import dev.sallyport.schemas.serde.AvroText;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.SchemaText;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.schemas.serde.WireFormat;
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
        value(record.value()));
  }

  private Value value(byte @Nullable [] value) {
    if (value == null) {
      return new Value.Absent();
    }
    try {
      var writer = known.computeIfAbsent(WireFormat.schemaId(value), this::learn);
      var body = WireFormat.body(value);
      return new Value.Avro(
          writer.schema.getFullName(), writer.fingerprint, body, AvroText.of(writer.schema, body));
    } catch (UndecodableException noRecord) {
      return new Value.Raw(value);
    }
  }

  private Known learn(Integer id) {
    var schema = ids.schema(id);
    return new Known(schema, SchemaText.fingerprintText(schema));
  }
}
