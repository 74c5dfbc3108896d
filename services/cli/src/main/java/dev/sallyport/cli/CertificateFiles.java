package dev.sallyport.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/**
 * An authority and a server certificate as PEM files in one folder; keys only for their owner to
 * read.
 */
record CertificateFiles(
    Path folder, Path authority, Path authorityKey, Path serverChain, Path serverKey) {

  static CertificateFiles in(Path folder) {
    return new CertificateFiles(
        folder,
        folder.resolve("ca.pem"),
        folder.resolve("ca-key.pem"),
        folder.resolve("server.pem"),
        folder.resolve("server-key.pem"));
  }

  List<Path> existing() {
    return Stream.of(authority, authorityKey, serverChain, serverKey)
        .filter(Files::exists)
        .toList();
  }

  boolean hasAuthority() {
    return Files.exists(authority) && Files.exists(authorityKey);
  }

  void write(CertificateAuthority made) throws IOException {
    PrivateFile.write(authorityKey, key(made.identity()));
    Files.writeString(authority, pem(made.identity().certificate()));
  }

  void write(CertifiedKey server, CertificateAuthority made) throws IOException {
    PrivateFile.write(serverKey, key(server));
    Files.writeString(serverChain, pem(server.certificate()) + pem(made.identity().certificate()));
  }

  CertificateAuthority readAuthority() throws IOException, GeneralSecurityException {
    var certificate = read(authority);
    try (var pem = new PEMParser(new StringReader(Files.readString(authorityKey)))) {
      if (pem.readObject() instanceof PrivateKeyInfo key) {
        return new CertificateAuthority(
            new CertifiedKey(new JcaPEMKeyConverter().getPrivateKey(key), certificate));
      }
    }
    throw new IOException(authorityKey + " holds no private key in PKCS #8");
  }

  /** What the server certificate in this folder is good for; nothing if there is none. */
  List<String> serverNames() throws IOException, GeneralSecurityException {
    if (!Files.exists(serverChain)) {
      return List.of();
    }
    return read(serverChain).getSubjectAlternativeNames().stream()
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }

  private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static String key(CertifiedKey identity) throws IOException {
    return pem(new JcaPKCS8Generator(identity.key(), null).generate());
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var pem = new JcaPEMWriter(text)) {
      pem.writeObject(object);
    }
    return text.toString();
  }
}
