package dev.sallyport.service.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a GitHub App signs with. Nothing gives the key away again, a log or message least of all.
 */
public final class AppPrivateKey {
  // RFC 7518, 3.3; those of GitHub have as many.
  private static final int LEAST_BITS = 2_048;
  // A key with a passphrase has headers, whose colons this does not take.
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  // RFC 5208, 5: version 0, and rsaEncryption.
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  private final PrivateKey key;

  private AppPrivateKey(PrivateKey key) {
    this.key = key;
  }

  /**
   * Reads the file that GitHub gives, in PKCS#1, or one in PKCS#8.
   *
   * @param file its path. No message repeats it: by mistake, it may be the key itself
   * @throws IllegalArgumentException if there is no such key, told as the rest of a sentence
   */
  public static AppPrivateKey read(String file) {
    try {
      return parse(Files.readString(Path.of(file), ISO_8859_1));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("names no file that can be read", e);
    }
  }

  private static AppPrivateKey parse(String text) {
    var pem = PEM.matcher(text);
    if (!pem.find()) {
      throw new IllegalArgumentException(
          "names a file without a private key in PEM; take the one that GitHub gives, as it is");
    }
    var der = decoded(pem.group(2));
    var key = rsa(pem.group(1).equals("PRIVATE KEY") ? der : pkcs8(der));
    var bits = key.getModulus().bitLength();
    if (bits < LEAST_BITS) {
      throw new IllegalArgumentException(
          "names an RSA key of %d bits; %d or more are needed".formatted(bits, LEAST_BITS));
    }
    return new AppPrivateKey(key);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException damaged) {
      throw new IllegalArgumentException("names a file whose private key is damaged", damaged);
    }
  }

  private static RSAPrivateKey rsa(byte[] pkcs8) {
    try {
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException("names a private key that is none for RSA", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  // What PKCS#8 puts around a key in PKCS#1, which the JDK does not read.
  private static byte[] pkcs8(byte[] pkcs1) {
    var key = der(OCTET_STRING, pkcs1);
    return der(SEQUENCE, ByteBuffer.allocate(RSA.length + key.length).put(RSA).put(key).array());
  }

  // Two octets of length: no RSA key has fewer than 256, or more than they tell.
  private static byte[] der(int tag, byte[] content) {
    return ByteBuffer.allocate(content.length + 4)
        .put((byte) tag)
        .put((byte) 0x82)
        .putShort((short) content.length)
        .put(content)
        .array();
  }

  /** The signature of RS256: RSASSA-PKCS1-v1_5 with SHA-256. */
  public byte[] sign(byte[] content) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was taken does not sign", e);
    }
  }
}
