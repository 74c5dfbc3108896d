package dev.sallyport.topology.codec;

import dev.sallyport.domain.event.EventHash;

/** An event as it goes to Kafka, and the hash that the owner's next event builds on. */
public final class EncodedEvent {
  private final byte[] value;
  private final EventHash hash;

  EncodedEvent(byte[] value, EventHash hash) {
    this.value = value;
    this.hash = hash;
  }

  /** The record's value in the Confluent wire format; not to be changed. */
  public byte[] value() {
    return value;
  }

  public EventHash hash() {
    return hash;
  }
}
