package dev.sallyport.topology.codec;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.ShippedSchemas;
import dev.sallyport.schemas.serde.SubjectName;
import dev.sallyport.schemas.serde.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Writes records for {@code run-events} and {@code network-events}. Needs no registry once it
 * exists. Safe for use by many threads.
 */
public final class TelemetryEncoder {
  static final String RUN_EVENTS = "run-events";
  static final String NETWORK_EVENTS = "network-events";

  private final Map<String, Integer> ids = new HashMap<>();

  private TelemetryEncoder() {}

  /**
   * An encoder, once every record type has a schema id. Asks the registry only about types that
   * have none yet in {@code known}.
   *
   * @throws RegistryException.Unavailable when a type has no id yet and no registry answers
   * @throws RegistryException.Refused when the registry finds a schema incompatible with what it
   *     holds
   */
  public static TelemetryEncoder registered(SchemaIds known) {
    var encoder = new TelemetryEncoder();
    for (var topic : List.of(RUN_EVENTS, NETWORK_EVENTS)) {
      var schemas = ShippedSchemas.written(topic);
      known.register(topic, schemas);
      for (Schema schema : schemas) {
        var subject = SubjectName.TOPIC_RECORD.of(topic, false, schema.getFullName());
        encoder.ids.put(schema.getFullName(), known.known(subject, schema).orElseThrow());
      }
    }
    return encoder;
  }

  /** The record's value in the Confluent wire format. */
  public byte[] encode(TelemetryEvent event) {
    var record = TelemetryRecords.encode(event);
    var id = ids.get(record.getSchema().getFullName());
    if (id == null) {
      throw new IllegalStateException(record.getSchema().getFullName() + " was never shipped");
    }
    return WireFormat.encode(record, id);
  }
}
