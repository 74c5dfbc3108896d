package dev.sallyport.service.security;

import dev.sallyport.domain.access.KeyHash;
import org.jspecify.annotations.Nullable;

/** What a request shows to prove who it is from; a key's text is gone once it is hashed. */
public sealed interface Credential {
  /** {@code Authorization: vm-api-key …}: only a runner key is taken in this form. */
  record RunnerKey(KeyHash hash) implements Credential {}

  /** {@code Authorization: Bearer …}: any key but a runner key. */
  record BearerKey(KeyHash hash) implements Credential {}

  /** {@code Authorization: Bearer …} with a JWT. */
  record IdentityToken(String jwt) implements Credential {
    @Override
    public String toString() {
      return "IdentityToken[…]";
    }
  }

  record Missing() implements Credential {}

  /** A scheme that is not known, or nothing behind it. */
  record Malformed() implements Credential {}

  /** Reads an {@code Authorization} header. Schemes are case-insensitive (RFC 9110, 11.1). */
  static Credential of(@Nullable String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return new Missing();
    }
    var blank = authorization.indexOf(' ');
    if (blank < 0 || authorization.length() > Limits.HEADER) {
      return new Malformed();
    }
    var secret = authorization.substring(blank + 1).strip();
    if (secret.isEmpty()) {
      return new Malformed();
    }
    if (is("vm-api-key", authorization, blank)) {
      return new RunnerKey(KeyHash.of(secret));
    }
    if (is("Bearer", authorization, blank)) {
      return looksLikeToken(secret) ? new IdentityToken(secret) : new BearerKey(KeyHash.of(secret));
    }
    return new Malformed();
  }

  private static boolean is(String scheme, String authorization, int length) {
    return length == scheme.length()
        && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  // A JOSE header is a JSON object: its base64url begins so. Keys of ours begin with "sp_".
  private static boolean looksLikeToken(String secret) {
    if (!secret.startsWith("eyJ")) {
      return false;
    }
    var first = secret.indexOf('.');
    return first > 0 && secret.indexOf('.', first + 1) > first + 1;
  }

  /** Sizes beyond which nothing is even hashed. */
  final class Limits {
    static final int HEADER = 16 * 1024;

    private Limits() {}
  }
}
