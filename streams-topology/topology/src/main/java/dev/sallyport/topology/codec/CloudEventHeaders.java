package dev.sallyport.topology.codec;

import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.events.DetectionFound;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What CloudEvents 1.0 tells of an event beside its bytes (binary content mode of its Kafka
 * protocol binding), so that a subscriber can route and pass over without reading Avro. Nothing of
 * ours reads them: the value is the truth.
 */
public final class CloudEventHeaders {
  /** Avro behind the prefix of the Confluent wire format. */
  static final String CONTENT_TYPE = "application/avro";

  private static final String GITHUB = "/github/";

  private CloudEventHeaders() {}

  /**
   * @param type the full name of its Avro record
   */
  public static Headers of(RecordedEvent event, String type) {
    var meta = event.meta();
    var headers = headers(meta.id().toString(), source(meta.owner()), type, meta.at());
    if (event.event() instanceof PolicyEvent.AboutPolicy about) {
      add(headers, "ce_subject", about.policy().value());
    }
    return headers;
  }

  /** Of a detection the source is its repository. */
  public static Headers of(DetectionFound found) {
    var meta = found.getMeta();
    return headers(
        found.getDetectionId(),
        GITHUB + meta.getKey(),
        found.getSchema().getFullName(),
        meta.getReceived());
  }

  private static String source(Owner owner) {
    return owner.equals(Owner.TENANT) ? "/installation" : GITHUB + owner.key();
  }

  private static Headers headers(String id, String source, String type, Instant time) {
    var headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", id);
    add(headers, "ce_source", source);
    add(headers, "ce_type", type);
    add(headers, "ce_time", DateTimeFormatter.ISO_INSTANT.format(time));
    add(headers, "content-type", CONTENT_TYPE);
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
