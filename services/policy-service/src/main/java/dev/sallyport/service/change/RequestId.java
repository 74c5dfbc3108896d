package dev.sallyport.service.change;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By which a repeat of a request is known: the author's {@code Idempotency-Key}, if there is one,
 * and a digest of what is asked.
 *
 * @param digest equal exactly for equal requests
 * @param otherwise the command's id where there is no key
 */
public record RequestId(@Nullable String idempotencyKey, String digest, UUID otherwise) {
  private static final int MAX_KEY = 255;

  /**
   * @param parts of the request, in an order of their own: method, path, preconditions, body
   * @throws Rejection when the key is empty, longer than 255 characters or not printable ASCII
   */
  public static RequestId of(@Nullable String idempotencyKey, String... parts) {
    if (idempotencyKey != null && !valid(idempotencyKey)) {
      throw new Rejection(
          new Malformed("An Idempotency-Key has 1 to 255 printable ASCII characters."));
    }
    var bytes = new byte[parts.length][];
    for (var i = 0; i < parts.length; i++) {
      bytes[i] = parts[i].getBytes(StandardCharsets.UTF_8);
    }
    return new RequestId(
        idempotencyKey,
        Base64.getUrlEncoder().withoutPadding().encodeToString(digest(bytes)),
        UUID.randomUUID());
  }

  /**
   * Of a form that a page showed. A browser sends it again when the answer is reloaded, which is a
   * repeat; filled in otherwise and sent again, it asks for something else.
   *
   * @param form the id that the page gave to this form alone; null if it came without one
   */
  public static RequestId ofForm(@Nullable String form, String... fields) {
    var asked = of(null, fields);
    return form == null ? asked : of(form + " " + asked.digest(), fields);
  }

  /** Two authors, or two owners, may use the same key without meeting each other. */
  public CommandId commandId(Owner owner, Actor actor) {
    if (idempotencyKey == null) {
      return new CommandId(otherwise);
    }
    var hash =
        ByteBuffer.wrap(
            digest(
                owner.key().getBytes(StandardCharsets.UTF_8),
                actor.kind().name().getBytes(StandardCharsets.UTF_8),
                actor.id().getBytes(StandardCharsets.UTF_8),
                idempotencyKey.getBytes(StandardCharsets.UTF_8)));
    // RFC 9562: version 8 is for ids that are made in a way of one's own.
    var high = (hash.getLong() & ~0xF000L) | 0x8000L;
    var low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new CommandId(new UUID(high, low));
  }

  private static boolean valid(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_KEY
        && key.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  private static byte[] digest(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        // Lengths first: ("ab", "c") must differ from ("a", "bc").
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
