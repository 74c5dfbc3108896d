package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakingCertificatesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void the_server_certificate_is_good_for_the_api_hosts_of_clients() throws Exception {
    assertThat(certs("--host", "sallyport.example.org", "--host", "10.1.2.3")).isZero();

    var server = read("server.pem");
    assertThat(names(server))
        .contains(
            "agent.api.stepsecurity.io",
            "prod.app-api.stepsecurity.io",
            "sallyport.example.org",
            "10.1.2.3",
            "localhost",
            "127.0.0.1");
    validate(server, read("ca.pem"));
    assertThat(server.getBasicConstraints()).as("no authority itself").isEqualTo(-1);
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void keys_are_only_for_their_owner() throws Exception {
    certs();

    for (var key : List.of("ca-key.pem", "server-key.pem")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("certs").resolve(key))))
          .isEqualTo("rw-------");
      assertThat(Files.readString(folder.resolve("certs").resolve(key)))
          .startsWith("-----BEGIN PRIVATE KEY-----");
    }
  }

  @Test
  void nothing_is_overwritten_unless_renewed() throws Exception {
    certs();
    var authority = read("ca.pem");
    var server = read("server.pem");

    assertThat(certs()).isNotZero();

    assertThat(read("server.pem")).isEqualTo(server);
    assertThat(read("ca.pem")).isEqualTo(authority);
  }

  @Test
  void renewing_keeps_the_authority_and_the_names() throws Exception {
    certs("--host", "sallyport.example.org");
    var authority = read("ca.pem");
    var server = read("server.pem");

    assertThat(certs("--renew")).isZero();

    assertThat(read("ca.pem")).isEqualTo(authority);
    assertThat(read("server.pem")).isNotEqualTo(server);
    assertThat(names(read("server.pem"))).isEqualTo(names(server));
    validate(read("server.pem"), authority);
  }

  @Test
  void there_is_nothing_to_renew_without_an_authority() {
    assertThat(certs("--renew")).isNotZero();
    assertThat(folder.resolve("certs")).doesNotExist();
  }

  private int certs(String... options) {
    var arguments = new ArrayList<>(List.of("certs", "--out", folder + "/certs"));
    arguments.addAll(List.of(options));
    return Sallyport.commandLine().execute(arguments.toArray(String[]::new));
  }

  private X509Certificate read(String file) throws Exception {
    try (var in = Files.newInputStream(folder.resolve("certs").resolve(file))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static Set<String> names(X509Certificate certificate) throws Exception {
    return certificate.getSubjectAlternativeNames().stream()
        .map(name -> String.valueOf(name.get(1)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void validate(X509Certificate server, X509Certificate authority) throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority);
    var parameters = new PKIXParameters(trusted);
    parameters.setRevocationEnabled(false);
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
