package dev.sallyport.domain.delivery;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Hexadecimal;
import dev.sallyport.domain.names.InvalidName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names a delivery: 32 hexadecimal digits made of what is delivered and to whom, so that a repeat
 * has the same and whoever receives it twice can tell.
 */
public record DeliveryId(String digits) {
  private static final int DIGITS = 32;

  public DeliveryId {
    if (!Hexadecimal.isDigits(digits, DIGITS)) {
      throw new InvalidName("delivery id", "has 32 hexadecimal digits");
    }
  }

  /**
   * @param happened names what is delivered, for ever: an event's or a detection's id
   */
  public static DeliveryId of(IntegrationId integration, String happened) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest((integration.digits() + "\n" + happened).getBytes(StandardCharsets.UTF_8));
      return new DeliveryId(HexFormat.of().formatHex(digest, 0, DIGITS / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Null for what is none. */
  public static @Nullable DeliveryId read(String text) {
    return Hexadecimal.isDigits(text, DIGITS) ? new DeliveryId(text) : null;
  }

  @Override
  public String toString() {
    return digits;
  }
}
