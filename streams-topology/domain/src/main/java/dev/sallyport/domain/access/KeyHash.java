package dev.sallyport.domain.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What is kept of an API key: the SHA-256 of its text, in hexadecimal. Plain hashing is enough
 * because keys are random and 256 bits wide; what an operator presets must be 24 characters or
 * more.
 */
public record KeyHash(String hex) {
  private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

  public KeyHash {
    if (!VALID.matcher(hex).matches()) {
      throw new IllegalArgumentException("A key hash has 64 hexadecimal digits.");
    }
  }

  public static KeyHash of(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return new KeyHash(
          HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8))));
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
