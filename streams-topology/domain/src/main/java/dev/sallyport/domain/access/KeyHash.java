package dev.sallyport.domain.access;

import dev.sallyport.domain.names.Hexadecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of an API key: the SHA-256 of its text, in hexadecimal. Plain hashing is enough
 * because keys are random and 256 bits wide; what an operator presets must be 24 characters or
 * more.
 */
public record KeyHash(String hex) {
  private static final MessageDigest SHA_256 = sha256();

  public KeyHash {
    if (!Hexadecimal.isDigits(hex, 64)) {
      throw new IllegalArgumentException("A key hash has 64 hexadecimal digits.");
    }
  }

  public static KeyHash of(String secret) {
    try {
      // Every lookup comes through here, and a copy is made quicker than a provider is found.
      var digest = (MessageDigest) SHA_256.clone();
      return new KeyHash(
          HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8))));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's own digests can be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  public KeyId id() {
    return new KeyId(hex.substring(0, 16));
  }

  /** Compares in constant time. */
  public boolean matches(KeyHash other) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
  }

  /** Never the hash itself: it may end up in a log. */
  @Override
  public String toString() {
    return "KeyHash[" + id() + "…]";
  }
}
