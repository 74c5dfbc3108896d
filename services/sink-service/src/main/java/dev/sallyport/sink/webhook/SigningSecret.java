package dev.sallyport.sink.webhook;

import dev.sallyport.sink.courier.UnusableSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What messages are signed with: {@code whsec_} and the base64 of 24 to 64 bytes (Standard Webhooks
 * 1.0, “Signature scheme”, symmetric).
 */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST = 24;
  private static final int MOST = 64;

  private final byte[] key;

  private SigningSecret(byte[] key) {
    this.key = key;
  }

  /**
   * Reads one as people have it.
   *
   * @param name which of the secrets it is, for the message
   * @throws UnusableSecret for what is none
   */
  public static SigningSecret of(String text, String name) {
    var stripped = text.strip();
    if (!stripped.startsWith(PREFIX)) {
      throw unusable(name);
    }
    try {
      var key = Base64.getDecoder().decode(stripped.substring(PREFIX.length()));
      if (key.length < LEAST || key.length > MOST) {
        throw unusable(name);
      }
      return new SigningSecret(key);
    } catch (IllegalArgumentException _) { // its message quotes the secret
      throw unusable(name);
    }
  }

  private static UnusableSecret unusable(String name) {
    return new UnusableSecret(
        "the %s is not whsec_ and the base64 of 24 to 64 bytes".formatted(name));
  }

  /** One signature of the header {@code webhook-signature}. */
  String signature(String id, long timestamp, String body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      var signed = "%s.%d.%s".formatted(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "SigningSecret[…]";
  }
}
