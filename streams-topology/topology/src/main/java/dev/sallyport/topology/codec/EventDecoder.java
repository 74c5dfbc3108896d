package dev.sallyport.topology.codec;

import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.schemas.serde.WireFormatReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads events of {@code policy-events}, whatever version wrote them. Safe for use by many threads.
 */
public final class EventDecoder {
  private final WireFormatReader reader;

  /** Asks the registry only for schema ids that {@code ids} does not know. */
  public EventDecoder(SchemaIds ids) {
    this.reader = new WireFormatReader(ids);
  }

  /**
   * @throws UndecodableException when this is no event, or one of a type or with values of a newer
   *     version: never to be skipped
   * @throws RegistryException.Unavailable when its schema is not known here and no registry answers
   */
  public RecordedEvent decode(byte[] value) {
    SpecificRecord record = reader.read(value);
    try {
      return EventRecords.decode(record);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(record.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The hash of an event that builds on {@code previous}: what the owner's next event must name.
   *
   * @throws UndecodableException when this is no event
   */
  public EventHash hash(EventHash previous, byte[] value) {
    return EventHash.of(reader.hash(previous.bytes(), value));
  }
}
