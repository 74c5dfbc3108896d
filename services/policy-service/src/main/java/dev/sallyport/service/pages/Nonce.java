package dev.sallyport.service.pages;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.SecureRandom;
import java.util.Base64;

/** The one-time word by which a page's own styles are told from what was put into it. */
final class Nonce {
  private static final String PROPERTY = Nonce.class.getName();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Nonce() {}

  /** The same throughout a request. */
  static String of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof String nonce) {
      return nonce;
    }
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    request.setProperty(PROPERTY, nonce);
    return nonce;
  }
}
