package dev.sallyport.schemas.serde;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash that chains an owner's events: SHA-256 over the previous event's hash (32 bytes; zeros
 * before the first), the writer schema's {@link SchemaText#fingerprint} (32 bytes), and the Avro
 * body without the registry's prefix. No registry id goes in, so that moving to another registry or
 * another number of partitions breaks no chain.
 */
public final class EventHash {
  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  private EventHash() {}

  /** What stands before an owner's first event. */
  public static byte[] beforeFirst() {
    return new byte[LENGTH];
  }

  public static byte[] of(byte[] previous, byte[] schemaFingerprint, byte[] body) {
    return of(previous, schemaFingerprint, body, 0);
  }

  /** The same for a value in the wire format, without copying its body. */
  public static byte[] ofWireFormat(byte[] previous, byte[] schemaFingerprint, byte[] value) {
    WireFormat.schemaId(value);
    return of(previous, schemaFingerprint, value, WireFormat.PREFIX_LENGTH);
  }

  private static byte[] of(byte[] previous, byte[] fingerprint, byte[] value, int from) {
    if (previous.length != LENGTH || fingerprint.length != LENGTH) {
      throw new IllegalArgumentException("a hash and a fingerprint have 32 bytes each");
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous);
      digest.update(fingerprint);
      digest.update(value, from, value.length - from);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
