package dev.sallyport.service.openid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What one attempt to sign in is told from others by. None of it can be guessed.
 *
 * @param state comes back with the browser
 * @param nonce comes back in the ID token
 * @param verifier shown with the code, and to nobody before: who has only caught the code cannot
 *     use it (RFC 7636)
 */
public record Attempt(String state, String nonce, String verifier) {

  /** What is shown of the verifier beforehand, by the method {@code S256}. */
  String challenge() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Attempt[…]";
  }
}
