package dev.sallyport.topology.codec;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.schemas.serde.WireFormatReader;

/**
 * Reads records of {@code run-events} and {@code network-events}, whatever version wrote them. Safe
 * for use by many threads.
 */
public final class TelemetryDecoder {
  private final WireFormatReader reader;

  /** Asks the registry only for schema ids that {@code ids} does not know. */
  public TelemetryDecoder(SchemaIds ids) {
    this.reader = new WireFormatReader(ids);
  }

  /**
   * @throws UndecodableException when this is no telemetry, or of a type or with values of a newer
   *     version
   * @throws RegistryException.Unavailable when its schema is not known here and no registry answers
   */
  public TelemetryEvent decode(byte[] value) {
    var record = reader.read(value);
    try {
      return TelemetryRecords.decode(record);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(record.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
