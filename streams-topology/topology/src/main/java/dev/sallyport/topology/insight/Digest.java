package dev.sallyport.topology.insight;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Short digests of texts that jobs have a hand in, which may be of any length. */
final class Digest {
  private Digest() {}

  /** The first bytes of the SHA-256 of a text. */
  static byte[] bytes(String text, int bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** The same in hexadecimal. */
  static String of(String text, int bytes) {
    return HexFormat.of().formatHex(bytes(text, bytes));
  }
}
