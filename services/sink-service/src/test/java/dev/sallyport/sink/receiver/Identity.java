package dev.sallyport.sink.receiver;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate under one name, and its key. */
public final class Identity {
  private static final char[] NO_PASSWORD = {};

  // A certificate that is trusted itself is never looked at for its dates.
  private static final Identity AUTHORITY = authority();

  private final KeyPair keys;
  private final X509Certificate certificate;

  private Identity(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** Holds for a day from now. */
  public static Identity of(String host) {
    return until(host, Instant.now().plus(Duration.ofDays(1)));
  }

  public static Identity expired(String host) {
    return until(host, Instant.now().minus(Duration.ofHours(1)));
  }

  private static Identity authority() {
    var keys = keys();
    return signed(keys, "authority", keys, true, Instant.now().plus(Duration.ofDays(1)));
  }

  private static Identity until(String host, Instant end) {
    return signed(keys(), host, AUTHORITY.keys, false, end);
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Identity signed(
      KeyPair keys, String host, KeyPair by, boolean authority, Instant end) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=authority"),
              BigInteger.valueOf(end.toEpochMilli()),
              Date.from(end.minus(Duration.ofDays(3))),
              Date.from(end),
              new X500Name("CN=" + host),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate());
      return new Identity(
          keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows this certificate, and trusts those of the same authority. */
  public SSLContext context() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "it",
          keys.getPrivate(),
          NO_PASSWORD,
          new X509Certificate[] {certificate, AUTHORITY.certificate});
      // In a store of its own: one with a key trusts the certificate of the key as well.
      var others = KeyStore.getInstance("PKCS12");
      others.load(null, null);
      others.setCertificateEntry("authority", AUTHORITY.certificate);
      var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(store, NO_PASSWORD);
      var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(others);
      var context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
