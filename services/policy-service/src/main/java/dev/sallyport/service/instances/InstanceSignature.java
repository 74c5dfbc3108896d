package dev.sallyport.service.instances;

import dev.sallyport.service.config.SharedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells a question of another instance from anybody else's: by a MAC over what is asked and when,
 * with a key that is derived from the secret which all instances share.
 */
public final class InstanceSignature {
  /** The header that bears it: seconds since 1970, a dot, and the MAC in hexadecimal digits. */
  public static final String HEADER = "Sallyport-Instance";

  private static final String PURPOSE = "sallyport questions between instances";
  private static final String ALGORITHM = "HmacSHA256";
  private static final Duration GOOD_FOR = Duration.ofSeconds(60);

  private final byte[] key;

  /**
   * @param secret that all instances have and nobody else
   */
  InstanceSignature(byte[] secret) {
    this.key = mac(secret, PURPOSE);
  }

  /** With the secret that all instances of an installation are given. */
  public static InstanceSignature of(SharedSecret secret) {
    return new InstanceSignature(secret.secret().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * @param asked path and question, as they are sent
   */
  String of(String asked, Instant now) {
    var time = now.getEpochSecond();
    return time + "." + HexFormat.of().formatHex(mac(key, time + " " + asked));
  }

  /** Whether it is one of what was asked, made within a minute of now. */
  boolean isGood(@Nullable String header, String asked, Instant now) {
    var dot = header == null ? -1 : header.indexOf('.');
    if (header == null || dot < 1) {
      return false;
    }
    try {
      var time = Long.parseLong(header.substring(0, dot));
      var away = Math.subtractExact(now.getEpochSecond(), time);
      return away >= -GOOD_FOR.toSeconds()
          && away <= GOOD_FOR.toSeconds()
          && MessageDigest.isEqual(
              of(asked, Instant.ofEpochSecond(time)).getBytes(StandardCharsets.US_ASCII),
              header.getBytes(StandardCharsets.US_ASCII));
    } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
      return false; // no time
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
