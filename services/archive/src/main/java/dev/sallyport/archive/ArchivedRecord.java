package dev.sallyport.archive;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of Kafka as it is archived: all that a log can be made of again, in any registry.
 *
 * @param timestamp milliseconds, as the topic keeps them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ArchivedRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    List<Header> headers,
    Value value) {

  public ArchivedRecord {
    headers = List.copyOf(headers);
  }

  /** What the record says. */
  public sealed interface Value {
    /** Nothing. */
    record Absent() implements Value {}

    /**
     * An Avro record.
     *
     * @param schema the full name of the schema that it was written with
     * @param fingerprint of that schema, as {@link
     *     dev.sallyport.schemas.serde.SchemaText#fingerprintText} writes it
     * @param body its bytes without the registry's prefix
     * @param text the same for people to read; {@link dev.sallyport.schemas.serde.AvroText}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Avro(String schema, String fingerprint, byte[] body, String text) implements Value {}

    /** Bytes that were no record of any schema in the registry. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Raw(byte[] bytes) implements Value {}
  }

  /** For messages. */
  String where() {
    return "topic %s, partition %d, offset %d".formatted(topic, partition, offset);
  }
}
