package dev.sallyport.service.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Hashes for tables in memory whose keys strangers choose: SHA-256 behind a salt of this process,
 * so that nobody can aim at another's slot.
 */
final class SaltedHash {
  private static final int SALT_BYTES = 32;

  private final MessageDigest salted;

  /** The first 128 bits. */
  record Hash(long high, long low) {
    int slot(int slots) {
      return (int) (low & (slots - 1));
    }
  }

  SaltedHash() {
    try {
      salted = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    salted.update(salt);
  }

  Hash of(String text) {
    try {
      var digest = (MessageDigest) salted.clone();
      var bytes = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      return new Hash(bytes.getLong(), bytes.getLong());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's own digests can be copied", e);
    }
  }
}
