package dev.sallyport.schemas.serde;

import static dev.sallyport.schemas.serde.SampleSchemas.GATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AskingOverTlsTest {
  private static final String PASSWORD = "only-for-this-test";

  @TempDir static Path folder;

  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    Path store = folder.resolve("registry.p12");
    if (!Files.exists(store)) {
      keytool(store);
    }
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = "{\"id\": 7}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void trusts_the_authority_that_it_was_told_of() {
    try (var client =
        client(
            Map.of(
                "schema.registry.ssl.truststore.location",
                folder.resolve("registry.p12").toString(),
                "schema.registry.ssl.truststore.type",
                "PKCS12",
                "schema.registry.ssl.truststore.password",
                PASSWORD))) {
      assertThat(client.register("s", GATE)).isEqualTo(7);
    }
  }

  @Test
  void trusts_nobody_else() {
    try (var client = client(Map.of())) {
      assertThatThrownBy(() -> client.register("s", GATE))
          .isInstanceOf(RegistryException.Unavailable.class)
          .hasMessageContaining("SSLHandshakeException");
    }
  }

  private RegistryClient client(Map<String, String> tls) {
    var config = new HashMap<String, String>(tls);
    config.put("schema.registry.url", "https://127.0.0.1:" + server.getAddress().getPort());
    config.put("max.retries", "0");
    return new RegistryClient(RegistrySettings.from(config));
  }

  private static SSLContext context(Path store) throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path store) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "registry",
                "-keyalg",
                "EC",
                "-dname",
                "CN=registry",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:critical=ca:true",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
