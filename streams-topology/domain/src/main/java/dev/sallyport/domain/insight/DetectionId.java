package dev.sallyport.domain.insight;

import dev.sallyport.domain.names.Hexadecimal;
import dev.sallyport.domain.names.InvalidName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells a detection from others: made of what was detected in which job, so that the same thing
 * found twice is one detection. 32 hexadecimal digits.
 */
public record DetectionId(String digits) {
  private static final int DIGITS = 32;

  public DetectionId {
    if (!Hexadecimal.isDigits(digits, DIGITS)) {
      throw new InvalidName("detection id", "has 32 hexadecimal digits");
    }
  }

  /** Null for what is none. */
  public static @Nullable DetectionId read(String text) {
    return Hexadecimal.isDigits(text, DIGITS) ? new DetectionId(text) : null;
  }

  /**
   * @param subject what the type is about: the host that was called, or what the reporter said
   */
  public static DetectionId of(DetectionType type, DetectedJob job, String subject) {
    var run = job.run();
    var text =
        String.join(
            "\n",
            type.text(),
            job.repository().key(),
            run == null ? "" : run.digits(),
            job.correlation().text(),
            subject);
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new DetectionId(HexFormat.of().formatHex(hash).substring(0, DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return digits;
  }
}
