package dev.sallyport.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Ed25519 keys in PEM files, as {@code openssl genpkey -algorithm ed25519} makes them. */
public final class ManifestKey {
  private static final String ALGORITHM = "Ed25519";

  private ManifestKey() {}

  /** The file holds no such key. The message names it, and tells nothing of what it holds. */
  public static final class Unusable extends IOException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  /** Reads a private key: PKCS#8, without a passphrase. */
  public static PrivateKey privateKey(Path file) throws IOException {
    return key(file, "PRIVATE KEY", PKCS8EncodedKeySpec::new, KeyFactory::generatePrivate);
  }

  /** Reads a public key, as {@code openssl pkey -pubout} writes it. */
  public static PublicKey publicKey(Path file) throws IOException {
    return key(file, "PUBLIC KEY", X509EncodedKeySpec::new, KeyFactory::generatePublic);
  }

  private interface Made<K> {
    K of(KeyFactory factory, KeySpec spec) throws GeneralSecurityException;
  }

  private static <K> K key(Path file, String kind, Function<byte[], KeySpec> spec, Made<K> made)
      throws IOException {
    var between =
        Pattern.compile(
            "-----BEGIN %s-----([A-Za-z0-9+/=\\s]+)-----END %s-----".formatted(kind, kind));
    var pem = between.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    try {
      if (pem.find()) {
        var bytes = Base64.getMimeDecoder().decode(pem.group(1));
        return made.of(KeyFactory.getInstance(ALGORITHM), spec.apply(bytes));
      }
    } catch (GeneralSecurityException | IllegalArgumentException noKey) {
      throw new Unusable("%s holds no Ed25519 key".formatted(file));
    }
    throw new Unusable("%s holds no \"BEGIN %s\"".formatted(file, kind));
  }

  /** The signature over these bytes: 64 bytes, the same each time. */
  public static byte[] sign(PrivateKey key, byte[] content) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with Ed25519", e);
    }
  }

  /** Whether a signature was made over these bytes with the key that belongs to this one. */
  public static boolean signed(PublicKey key, byte[] content, byte[] signature) {
    try {
      var check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  /** Where the signature of a file is looked for: beside it. */
  public static Path signature(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent())
        .orElse(Path.of(""))
        .resolve(file.getFileName() + Manifests.SIGNATURE);
  }
}
