package dev.sallyport.topology.codec;

import dev.sallyport.domain.event.EventHash;
import org.apache.kafka.common.header.Headers;

/** An event as it goes to Kafka, and the hash that the owner's next event builds on. */
public final class EncodedEvent {
  private final byte[] value;
  private final Headers headers;
  private final EventHash hash;

  EncodedEvent(byte[] value, Headers headers, EventHash hash) {
    this.value = value;
    this.headers = headers;
    this.hash = hash;
  }

  /** The record's value in the Confluent wire format; not to be changed. */
  public byte[] value() {
    return value;
  }

  public Headers headers() {
    return headers;
  }

  public EventHash hash() {
    return hash;
  }
}
