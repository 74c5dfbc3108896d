package dev.sallyport.topology.codec;

import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.SchemaText;
import dev.sallyport.schemas.serde.ShippedSchemas;
import dev.sallyport.schemas.serde.SubjectName;
import dev.sallyport.schemas.serde.WireFormat;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes events for {@value #TOPIC}. Needs no registry once it exists. Safe for use by many
 * threads.
 */
public final class EventEncoder {
  static final String TOPIC = "policy-events";

  private final Map<String, Written> written = new HashMap<>();

  private EventEncoder() {}

  /**
   * An encoder, once every event type has a schema id. Asks the registry only about types that have
   * none yet in {@code ids}.
   *
   * @throws RegistryException.Unavailable when a type has no id yet and no registry answers
   * @throws RegistryException.Refused when the registry finds a schema incompatible with what it
   *     holds
   */
  public static EventEncoder registered(SchemaIds ids) {
    var schemas = ShippedSchemas.written(TOPIC);
    ids.register(TOPIC, schemas);
    var encoder = new EventEncoder();
    for (Schema schema : schemas) {
      String subject = SubjectName.TOPIC_RECORD.of(TOPIC, false, schema.getFullName());
      int id = ids.known(subject, schema).orElseThrow();
      encoder.written.put(schema.getFullName(), new Written(id, SchemaText.fingerprint(schema)));
    }
    return encoder;
  }

  /** The event's bytes, and its hash over those bytes and the hash that its meta names. */
  public EncodedEvent encode(RecordedEvent event) {
    SpecificRecord record = EventRecords.encode(event);
    Written type = written.get(record.getSchema().getFullName());
    if (type == null) {
      throw new IllegalStateException(record.getSchema().getFullName() + " was never shipped");
    }
    byte[] value = WireFormat.encode(record, type.id);
    byte[] hash =
        dev.sallyport.schemas.serde.EventHash.ofWireFormat(
            event.meta().previous().bytes(), type.fingerprint, value);
    return new EncodedEvent(
        value, CloudEventHeaders.of(event, record.getSchema().getFullName()), EventHash.of(hash));
  }

  private static final class Written {
    private final int id;
    private final byte[] fingerprint;

    Written(int id, byte[] fingerprint) {
      this.id = id;
      this.fingerprint = fingerprint;
    }
  }
}
