package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.names.Hexadecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who asked for a job to be monitored: whoever was given its one-time key speaks for that claim
 * alone, and only one claim to a job counts. The same address, or the same runner key, has the same
 * claim each time that it asks.
 *
 * @param digits 32 hexadecimal digits: half of a SHA-256
 */
public record Claim(String digits) {
  private static final int BYTES = 16;

  public Claim {
    if (!isOne(digits)) {
      throw new IllegalArgumentException("A claim has 32 hexadecimal digits.");
    }
  }

  /** Of whoever shows no credential. */
  public static Claim of(SourceAddress source) {
    return hash("address\n" + source.text());
  }

  /** Of whoever shows a runner key. */
  public static Claim of(KeyId key) {
    return hash("runner-key\n" + key.value());
  }

  static boolean isOne(String digits) {
    return Hexadecimal.isDigits(digits, 2 * BYTES);
  }

  private static Claim hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Claim(HexFormat.of().formatHex(digest, 0, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return digits;
  }
}
