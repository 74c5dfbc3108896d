package dev.sallyport.topology.secrets;

import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.wire.SealedSecrets;
import dev.sallyport.wire.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets with one key, and decrypts what that one or an earlier one encrypted:
 * AES-256-GCM, each value bound to the name it is kept under. Keys are derived from what an
 * operator set (HMAC-SHA-256 with a label of its own for each use), which is as long as it is
 * random. Thread-safe.
 */
public final class Keyring {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String MAC = "HmacSHA256";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_BYTES = 8;
  private static final HexFormat HEX = HexFormat.of();

  private final SecureRandom random = new SecureRandom();
  private final Key current;
  private final Map<String, Key> byId = new LinkedHashMap<>();

  private record Key(String id, SecretKeySpec encrypting, SecretKeySpec fingerprinting) {
    static Key of(byte[] secret) {
      var encrypting = mac(secret, "encrypt integration secrets");
      return new Key(
          HEX.formatHex(mac(secret, "name the key"), 0, ID_BYTES),
          new SecretKeySpec(encrypting, "AES"),
          new SecretKeySpec(mac(secret, "fingerprint integration secrets"), MAC));
    }

    @Override
    public String toString() {
      return "Key[" + id + "]";
    }
  }

  /**
   * @param secret what it encrypts with, 32 bytes or more
   * @param earlier what it decrypts with besides
   */
  public Keyring(byte[] secret, List<byte[]> earlier) {
    current = Key.of(secret);
    earlier.stream().map(Key::of).forEach(key -> byId.put(key.id(), key));
    byId.put(current.id(), current);
  }

  /** What was encrypted with a key that is not here, or was changed. */
  public static final class NotOurs extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    NotOurs(String message) {
      super(message);
    }
  }

  SealedSecrets seal(SecretsName name, Map<String, String> values) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, current.encrypting(), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bytes(name.key()));
      var sealed = cipher.doFinal(SingleObject.encode(new Secrets(new TreeMap<>(values))));
      return new SealedSecrets(current.id(), ByteBuffer.wrap(nonce), ByteBuffer.wrap(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not to be had", e); // every Java has it
    }
  }

  /**
   * @throws NotOurs for what none of the keys here opens
   */
  Map<String, String> open(SecretsName name, SealedSecrets sealed) throws NotOurs {
    var key = byId.get(sealed.getKeyId());
    if (key == null) {
      throw new NotOurs(
          "the key %s that encrypted it is not set here".formatted(sealed.getKeyId()));
    }
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          Cipher.DECRYPT_MODE,
          key.encrypting(),
          new GCMParameterSpec(TAG_BITS, array(sealed.getNonce())));
      cipher.updateAAD(bytes(name.key()));
      return SingleObject.decode(cipher.doFinal(array(sealed.getSealed())), Secrets.class)
          .getValues();
    } catch (GeneralSecurityException e) {
      throw new NotOurs("it was changed, or belongs to something else");
    }
  }

  /** Whether something is encrypted with the key of now. */
  boolean isCurrent(SealedSecrets sealed) {
    return sealed.getKeyId().equals(current.id());
  }

  /** 16 hexadecimal digits that change with the values and tell nothing else of them. */
  public String fingerprint(Map<String, String> values) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(current.fingerprinting());
      for (var each : new TreeMap<>(values).entrySet()) {
        for (var part : List.of(each.getKey(), each.getValue())) {
          var bytes = bytes(part);
          mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
          mac.update(bytes);
        }
      }
      return HEX.formatHex(mac.doFinal(), 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not to be had", e); // every Java has it
    }
  }

  private static byte[] mac(byte[] secret, String label) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(secret, MAC));
      return mac.doFinal(bytes(label));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not to be had", e); // every Java has it
    }
  }

  private static byte[] array(ByteBuffer buffer) {
    return Arrays.copyOfRange(
        buffer.array(),
        buffer.arrayOffset() + buffer.position(),
        buffer.arrayOffset() + buffer.limit());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Keyring[" + current.id() + "]";
  }
}
