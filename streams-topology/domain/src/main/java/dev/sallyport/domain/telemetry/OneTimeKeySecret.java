package dev.sallyport.domain.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What one-time keys are authenticated with. Never shows itself. */
public final class OneTimeKeySecret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int FEWEST_BYTES = 32;
  private static final int ID_DIGITS = 8;

  private final Mac mac;
  private final String id;

  public OneTimeKeySecret(byte[] secret) {
    if (secret.length < FEWEST_BYTES) {
      throw new IllegalArgumentException("A secret has 32 bytes or more.");
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
    id = HexFormat.of().formatHex(of("one-time-key-secret/1")).substring(0, ID_DIGITS);
  }

  /** Tells it from others without telling anything about it: 8 hexadecimal digits. */
  String id() {
    return id;
  }

  /** The HMAC-SHA256 of a text. */
  byte[] of(String text) {
    try {
      // Every report comes through here, and a copy is made quicker than a provider is found.
      var copy = (Mac) mac.clone();
      return copy.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's own HMAC can be copied", e);
    }
  }

  /** Compares in constant time. */
  boolean matches(String text, byte[] given) {
    return MessageDigest.isEqual(of(text), given);
  }

  @Override
  public String toString() {
    return "OneTimeKeySecret[" + id + "]";
  }
}
