package dev.sallyport.service.config;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** Private keys of tests, in the forms that files have. */
public final class AppKeys {
  // The JDK's PKCS#8 is PKCS#1 behind these, for RSA keys of 2,048 bits.
  private static final int BEFORE_PKCS1 = 26;

  private AppKeys() {}

  /** A new key and its public one. */
  public static KeyPair pair(String algorithm, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As GitHub gives it. */
  public static String fromGitHub(PrivateKey key) {
    return pem("RSA PRIVATE KEY", pkcs1(key));
  }

  static byte[] pkcs1(PrivateKey key) {
    var pkcs8 = key.getEncoded();
    return Arrays.copyOfRange(pkcs8, BEFORE_PKCS1, pkcs8.length);
  }

  static String pem(String label, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
  }
}
