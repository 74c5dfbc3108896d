package dev.sallyport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bouncycastle.operator.OperatorCreationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes what it takes to stand in for the API hosts that clients have built in. */
@Command(
    name = "certs",
    sortOptions = false,
    description = {
      "Makes a private certificate authority and a server certificate for the API hosts that clients have built in.",
      ""
    })
final class Certs implements Callable<Integer> {
  // Built into the action and the agent; the second is where the agent reports to.
  private static final List<String> CLIENT_HOSTS =
      List.of("agent.api.stepsecurity.io", "prod.app-api.stepsecurity.io");
  private static final List<String> LOCAL_HOSTS = List.of("localhost", "127.0.0.1", "::1");

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "sallyport-certs",
      description = "Where to put them (${DEFAULT-VALUE}).")
  private Path out = Path.of("sallyport-certs");

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "A further host name or address of this server; repeatable.")
  private List<String> hosts = List.of();

  @Option(
      names = "--renew",
      description = "Make a new server certificate, signed by the authority that is there already.")
  private boolean renew;

  @Override
  public Integer call() throws IOException, GeneralSecurityException, OperatorCreationException {
    var files = CertificateFiles.in(out.toAbsolutePath().normalize());
    var existing = files.existing();
    if (!renew && !existing.isEmpty()) {
      System.err.printf(
          "error: %s is there already. --renew makes a new server certificate and keeps the authority.%n",
          existing.getFirst());
      return 1;
    }
    if (renew && !files.hasAuthority()) {
      System.err.printf(
          "error: There is no authority in %s to renew with; leave --renew out to make one.%n",
          out);
      return 1;
    }
    var clock = Clock.systemUTC();
    Files.createDirectories(files.folder());
    var names = names(renew ? files.serverNames() : List.of());
    CertificateAuthority authority;
    if (renew) {
      authority = files.readAuthority();
      var beyond = authority.beyond(names);
      if (!beyond.isEmpty()) {
        System.err.printf(
            "error: The authority was not made for %s. Make another with certs --out and --host, and let"
                + " runners trust that one.%n",
            String.join(", ", beyond));
        return 1;
      }
    } else {
      authority = CertificateAuthority.create(names, clock);
      files.write(authority);
    }
    files.write(authority.issue(names, clock), authority);
    tell(files, names);
    return 0;
  }

  private List<String> names(List<String> before) {
    return Stream.of(CLIENT_HOSTS, before, hosts, LOCAL_HOSTS)
        .flatMap(List::stream)
        .map(Certs::shortened)
        .distinct()
        .toList();
  }

  // The JDK reads ::1 back in full.
  private static String shortened(String host) {
    return host.equals("0:0:0:0:0:0:0:1") ? "::1" : host;
  }

  private static void tell(CertificateFiles files, List<String> names) {
    System.out.printf(
        """
        Certificate for %s

        The server:
          export SALLYPORT_TLS_CERT=%s
          export SALLYPORT_TLS_KEY=%s
          ./sallyport up --host 0.0.0.0 --port 443

        Each self-hosted runner or custom image (as root):
          1. A host entry, so that the built-in API hosts lead here:
               echo "<address of this server> %s" >> /etc/hosts
          2. The authority in the system store, for the agent:
               cp %s /usr/local/share/ca-certificates/sallyport.crt && update-ca-certificates
          3. The authority for the action, which runs on Node and does not read the system store;
             in the environment of the runner (its .env file):
               NODE_EXTRA_CA_CERTS=%s

        Keep %s away from others: who has it can stand in for the hosts above on those runners.
        """,
        String.join(", ", names),
        files.serverChain(),
        files.serverKey(),
        String.join(" ", CLIENT_HOSTS),
        files.authority().getFileName(),
        "/usr/local/share/ca-certificates/sallyport.crt",
        files.authorityKey());
  }
}
