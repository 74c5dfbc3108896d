package dev.sallyport.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Asks the policy service how it is. */
final class ServiceProbe implements AutoCloseable {
  static final String READY = "/q/health/ready";
  static final String CHANGES = "/q/health/group/changes";

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final URI url;
  private final HttpClient client;

  private ServiceProbe(URI url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  /**
   * @param certificate what the service presents, where it serves HTTPS: nothing else is trusted.
   */
  static ServiceProbe of(URI url, Optional<Path> certificate)
      throws IOException, GeneralSecurityException {
    var builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT);
    if (certificate.isPresent()) {
      builder.sslContext(trusting(certificate.get()));
    }
    return new ServiceProbe(url, builder.build());
  }

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      var leaf = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsOne(leaf)}, null);
      return context;
    }
  }

  /** What is still missing, or empty when lookups are answered and changes can be made. */
  Optional<String> missing() throws InterruptedException {
    for (var path : List.of(READY, CHANGES)) {
      var answer = get(path, Optional.empty());
      if (!answer.equals("200")) {
        return Optional.of("GET %s%s: %s".formatted(url, path, answer));
      }
    }
    return Optional.empty();
  }

  /** Whether this admin key opens the installation; empty while that is not to be found out. */
  Optional<Boolean> opens(String tenant, String key) throws InterruptedException {
    return switch (get("/v1/" + tenant + "/github/organizations", Optional.of(key))) {
      case "200" -> Optional.of(true);
      case "401", "403" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private String get(String path, Optional<String> key) throws InterruptedException {
    var request = HttpRequest.newBuilder(url.resolve(path)).timeout(LIMIT);
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    try {
      return String.valueOf(client.send(request.build(), BodyHandlers.discarding()).statusCode());
    } catch (IOException failure) {
      return failure.getClass().getSimpleName();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
