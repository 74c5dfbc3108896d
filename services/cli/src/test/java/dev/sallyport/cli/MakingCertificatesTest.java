package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakingCertificatesTest {
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

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
  void the_authority_is_good_for_no_other_hosts() throws Exception {
    assertThat(certs("--host", "sallyport.example.org")).isZero();
    var authority = CertificateFiles.in(folder.resolve("certs")).readAuthority();

    assertThat(authority.identity().certificate().getCriticalExtensionOIDs())
        .contains(NAME_CONSTRAINTS);
    for (var host : List.of("bank.example", "example.org", "10.9.9.9", "::2")) {
      var server = authority.issue(List.of(host), Clock.systemUTC()).certificate();
      assertThatThrownBy(() -> validate(server, read("ca.pem")))
          .as(host)
          .isInstanceOf(CertPathValidatorException.class);
    }
  }

  @Test
  void renewing_takes_no_host_that_the_authority_was_not_made_for() throws Exception {
    certs();
    var server = read("server.pem");

    assertThat(certs("--renew", "--host", "later.example.org")).isNotZero();

    assertThat(read("server.pem")).isEqualTo(server);
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
    // The JDK reads no constraints of an anchor: here the authority is a part of the path as well.
    var anchor =
        new TrustAnchor(authority.getSubjectX500Principal(), authority.getPublicKey(), null);
    var parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server, authority));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
