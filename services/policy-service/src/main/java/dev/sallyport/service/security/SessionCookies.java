package dev.sallyport.service.security;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.security.Session.Holder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as text: what they say, and an HMAC-SHA256 over it. Readable by whoever has the cookie,
 * and forged by nobody without the secret.
 */
final class SessionCookies {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAX_LENGTH = 4_000;
  // What is authenticated begins with its purpose, so that one is never taken for the other.
  private static final String OF_SESSION = "session/2 ";
  private static final String OF_FORM = "form/1 ";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec secret;

  SessionCookies(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  String seal(Session session) {
    var content = ENCODER.encodeToString(write(session));
    return content + "." + mac(OF_SESSION, content);
  }

  /** Whether browsers keep a cookie of this session, and it is opened again. */
  boolean holds(Session session) {
    return seal(session).length() <= MAX_LENGTH;
  }

  /** Null for anything that was not sealed with this secret. Expiry is the caller's to check. */
  @Nullable Session open(String cookie) {
    var dot = cookie.indexOf('.');
    if (dot < 0 || cookie.length() > MAX_LENGTH) {
      return null;
    }
    var content = cookie.substring(0, dot);
    if (!equal(mac(OF_SESSION, content), cookie.substring(dot + 1))) {
      return null;
    }
    try {
      return read(Base64.getUrlDecoder().decode(content));
    } catch (IOException | IllegalArgumentException e) {
      return null; // sealed by another version of the service
    }
  }

  /** What a form of this session carries to show that it is one of ours. */
  String formToken(Session session) {
    return mac(OF_FORM, session.id());
  }

  boolean isFormToken(Session session, String token) {
    return equal(formToken(session), token);
  }

  /** A text that only who has the secret can tell from {@code content}. */
  String derive(String purpose, String content) {
    return mac(purpose + "/1 ", content);
  }

  boolean isDerived(String given, String purpose, String content) {
    return equal(derive(purpose, content), given);
  }

  private static boolean equal(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }

  private String mac(String purpose, String content) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return ENCODER.encodeToString(
          mac.doFinal((purpose + content).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] write(Session session) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(session.id());
      out.writeLong(session.seen());
      out.writeLong(session.startedAt().getEpochSecond());
      out.writeLong(session.lastSeen().getEpochSecond());
      switch (session.holder()) {
        case Holder.Nobody _ -> out.writeByte(0);
        case Holder.OfKey(var home, var key) -> {
          out.writeByte(1);
          out.writeUTF(home.name());
          out.writeUTF(key.value());
        }
        case Holder.OfMember(var member, var shownAs, var claimed) -> {
          out.writeByte(2);
          out.writeUTF(member.issuer());
          out.writeUTF(member.subject());
          out.writeUTF(shownAs);
          out.writeShort(claimed.size());
          for (var role : claimed) {
            out.writeUTF(role.owner().name());
            out.writeUTF(role.role().name());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Session read(byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    var id = in.readUTF();
    var seen = in.readLong();
    var startedAt = Instant.ofEpochSecond(in.readLong());
    var lastSeen = Instant.ofEpochSecond(in.readLong());
    var holder =
        switch (in.readByte()) {
          case 0 -> new Holder.Nobody();
          case 1 -> new Holder.OfKey(Owner.of(in.readUTF()), new KeyId(in.readUTF()));
          case 2 ->
              new Holder.OfMember(
                  new MemberId(in.readUTF(), in.readUTF()), in.readUTF(), readClaimed(in));
          default -> throw new IOException("another kind of holder");
        };
    return new Session(id, holder, seen, startedAt, lastSeen);
  }

  private static List<ClaimedRole> readClaimed(DataInputStream in) throws IOException {
    var claimed = new ArrayList<ClaimedRole>();
    for (var left = in.readShort(); left > 0; left--) {
      claimed.add(new ClaimedRole(Owner.of(in.readUTF()), Role.valueOf(in.readUTF())));
    }
    return claimed;
  }
}
