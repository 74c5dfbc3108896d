package dev.sallyport.service.management;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes API keys' secrets: {@code sp_} and 256 random bits. */
final class Secrets {
  private static final String PREFIX = "sp_";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  static String next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
