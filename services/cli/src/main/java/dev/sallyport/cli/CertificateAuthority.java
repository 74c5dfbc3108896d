package dev.sallyport.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A private certificate authority: ECDSA on P-256, which Node, Go and curl all accept. What it
 * signs is good under the names only that it was made for, and below them, whoever gets hold of its
 * key (name constraints, RFC 5280, section 4.2.1.10).
 */
record CertificateAuthority(CertifiedKey identity) {
  static final Duration AUTHORITY_LASTS = Duration.ofDays(3_650);

  /** What Apple's and the browsers' rules allow a server certificate of a private authority. */
  static final Duration SERVER_LASTS = Duration.ofDays(825);

  private static final X500Name NAME = new X500Name("CN=Sallyport private authority");
  private static final Duration SKEW = Duration.ofHours(1);
  private static final int SERIAL_BITS = 120;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  /**
   * @param names host names and addresses that it may certify
   */
  static CertificateAuthority create(List<String> names, Clock clock)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    var keys = newKeys();
    var builder = builder(NAME, NAME, keys.getPublic(), clock, AUTHORITY_LASTS);
    var extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.nameConstraints,
        true,
        new NameConstraints(
            names.stream().map(CertificateAuthority::subtree).toArray(GeneralSubtree[]::new),
            null));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(keys.getPublic()));
    return new CertificateAuthority(
        new CertifiedKey(keys.getPrivate(), signed(builder, keys.getPrivate())));
  }

  /**
   * A new key and a certificate for it, good for a server under any of these host names and
   * addresses.
   */
  CertifiedKey issue(List<String> names, Clock clock)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    var keys = newKeys();
    var subject = new X500Name("CN=" + names.getFirst());
    var builder = builder(NAME, subject, keys.getPublic(), clock, SERVER_LASTS);
    var extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            names.stream().map(CertificateAuthority::name).toArray(GeneralName[]::new)));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(keys.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(identity.certificate()));
    return new CertifiedKey(keys.getPrivate(), signed(builder, identity.key()));
  }

  /** Those that a certificate of this authority would not be good for. */
  List<String> beyond(List<String> names) throws IOException {
    var written = identity.certificate().getExtensionValue(Extension.nameConstraints.getId());
    if (written == null) { // made by a version that set no bounds
      return List.of();
    }
    var constraints =
        NameConstraints.getInstance(JcaX509ExtensionUtils.parseExtensionValue(written));
    var bounds = new PKIXNameConstraintValidator();
    bounds.intersectPermittedSubtree(constraints.getPermittedSubtrees());
    return names.stream().filter(name -> !permits(bounds, name)).toList();
  }

  private static boolean permits(PKIXNameConstraintValidator bounds, String host) {
    try {
      bounds.checkPermitted(name(host));
      return true;
    } catch (NameConstraintValidatorException _) {
      return false;
    }
  }

  // Of an address, a subtree is a range: this one alone. Of a name, whatever ends in it.
  private static GeneralSubtree subtree(String host) {
    if (ADDRESS.matcher(host).matches()) {
      var range = host + (host.indexOf(':') < 0 ? "/32" : "/128");
      return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, range));
    }
    return new GeneralSubtree(name(host.startsWith("*.") ? host.substring(2) : host));
  }

  private static GeneralName name(String host) {
    var kind = ADDRESS.matcher(host).matches() ? GeneralName.iPAddress : GeneralName.dNSName;
    return new GeneralName(kind, host);
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  // An hour in the past: the clocks of runners are not those of the server.
  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Clock clock, Duration lasts) {
    var now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
        Date.from(now.minus(SKEW)),
        Date.from(now.plus(lasts)),
        subject,
        key);
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }
}
