package dev.sallyport.topology.codec;

import dev.sallyport.events.DetectionFound;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.ShippedSchemas;
import dev.sallyport.schemas.serde.SubjectName;
import dev.sallyport.schemas.serde.WireFormat;

/** Writes records for {@code detections}. Needs no registry once it exists. Thread-safe. */
public final class DetectionEncoder {
  private static final String DETECTIONS = "detections";

  private final int id;

  private DetectionEncoder(int id) {
    this.id = id;
  }

  /**
   * An encoder, once the record has a schema id.
   *
   * @throws dev.sallyport.schemas.serde.RegistryException.Unavailable when it has none yet and no
   *     registry answers
   */
  public static DetectionEncoder registered(SchemaIds known) {
    var schemas = ShippedSchemas.written(DETECTIONS);
    known.register(DETECTIONS, schemas);
    var schema = schemas.getFirst();
    var subject = SubjectName.TOPIC_RECORD.of(DETECTIONS, false, schema.getFullName());
    return new DetectionEncoder(known.known(subject, schema).orElseThrow());
  }

  /** The record's value in the Confluent wire format. */
  public byte[] encode(DetectionFound found) {
    return WireFormat.encode(found, id);
  }
}
