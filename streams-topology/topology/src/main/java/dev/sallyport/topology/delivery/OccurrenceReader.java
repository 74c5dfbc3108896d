package dev.sallyport.topology.delivery;

import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.integration.Concerned;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.ShippedSchemas;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.schemas.serde.WireFormat;
import dev.sallyport.schemas.serde.WireFormatReader;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.topology.delivery.Occurrence.Position;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads what happened from records of public topics, whatever version wrote them. */
final class OccurrenceReader {
  private final WireFormatReader reader;
  private final EventDecoder events;

  OccurrenceReader(SchemaIds ids) {
    this.reader = new WireFormatReader(ids);
    this.events = new EventDecoder(ids);
  }

  /** What a record is. */
  sealed interface Reading {
    /**
     * @param event null for a detection, and for an event that a newer version knows
     */
    record Read(Occurrence occurrence, @Nullable RecordedEvent event) implements Reading {}

    /** Nothing to be told: a detection that a rule suppresses. */
    record Suppressed() implements Reading {}

    /** Bytes that nobody can make sense of. */
    record Unreadable(String reason) implements Reading {}
  }

  /**
   * @throws RegistryException.Unavailable when its schema is not known here and no registry answers
   */
  Reading event(String key, byte[] value, Headers headers, Position position) {
    RecordedEvent recorded;
    try {
      recorded = events.decode(value);
    } catch (UndecodableException e) {
      return unknown(key, value, headers, position, e);
    }
    var meta = recorded.meta();
    var event = recorded.event();
    return new Reading.Read(
        new Occurrence(
            key,
            Happening.of(event),
            Concerned.repositories(event),
            meta.id().toString(),
            reader.read(value).getSchema().getFullName(),
            event instanceof PolicyEvent.AboutPolicy about ? about.policy().value() : null,
            meta.sequence(),
            meta.at(),
            position,
            value),
        recorded);
  }

  // What its headers tell is enough to pass it on as it is: a newer version knows what it means.
  private Reading unknown(
      String key, byte[] value, Headers headers, Position position, UndecodableException why) {
    var id = text(headers, "ce_id");
    var type = text(headers, "ce_type");
    waitForSchema(type, value);
    var time = text(headers, "ce_time");
    try {
      var _ = WireFormat.schemaId(value);
      if (id == null || type == null || time == null) {
        return new Reading.Unreadable(String.valueOf(why.getMessage()));
      }
      return new Reading.Read(
          new Occurrence(
              key,
              Happening.OTHER_CHANGE,
              Set.of(),
              id,
              type,
              text(headers, "ce_subject"),
              null,
              Instant.parse(time),
              position,
              value),
          null);
    } catch (UndecodableException | DateTimeException e) {
      return new Reading.Unreadable(String.valueOf(why.getMessage()));
    }
  }

  // A registry that lost its schemas, or another's: what this version knows must not be passed
  // over.
  private void waitForSchema(@Nullable String type, byte[] value) {
    if (type == null || !ShippedSchemas.know(type)) {
      return;
    }
    try {
      var _ = WireFormat.schemaId(value);
    } catch (UndecodableException e) {
      return; // no record at all, whatever its headers say
    }
    try {
      var _ = reader.fingerprint(value);
    } catch (UndecodableException e) {
      throw new RegistryException.Unavailable(
          "The registry does not know the schema of a " + type + " that is in the log", e);
    }
  }

  /** Reads a record of {@code detections}. */
  Reading detection(String ownerKey, byte[] value, Position position) {
    try {
      if (!(reader.read(value) instanceof DetectionFound found)) {
        return new Reading.Unreadable("no detection");
      }
      if (found.getSuppressedBy() != null) {
        return new Reading.Suppressed();
      }
      var detection = InsightRecords.decode(found);
      return new Reading.Read(
          new Occurrence(
              ownerKey,
              Happening.of(detection.type()),
              Set.of(detection.job().repository().repository()),
              detection.id().digits(),
              found.getSchema().getFullName(),
              null,
              null,
              found.getMeta().getReceived(),
              position,
              value),
          null);
    } catch (UndecodableException | IllegalArgumentException e) {
      return new Reading.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  static @Nullable String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
