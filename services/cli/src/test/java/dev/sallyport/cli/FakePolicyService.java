package dev.sallyport.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Stands in for the policy service where only its supervision matters: ready at once, knows the
 * admin key it was first given, keeps it with its data, and tells what it was told.
 */
public final class FakePolicyService {
  private FakePolicyService() {}

  public static void main(String[] arguments) throws IOException {
    if (System.getenv().containsKey("SALLYPORT_FAKE_REFUSES")) {
      System.out.println("ERROR This setting is none: SALLYPORT_FAKE_REFUSES");
      System.exit(78);
    }
    if (System.getenv().containsKey("SALLYPORT_FAKE_FAILS")) {
      System.exit(3);
    }
    var keyFile = Path.of(System.getenv("SALLYPORT_DATA_DIR")).resolve("admin-key");
    var given = System.getenv("SALLYPORT_ADMIN_KEY");
    if (given != null && !Files.exists(keyFile)) {
      Files.writeString(keyFile, given);
    }
    var key = Files.exists(keyFile) ? Files.readString(keyFile) : "";
    var server =
        HttpServer.create(
            new InetSocketAddress(
                System.getenv("SALLYPORT_HTTP_HOST"),
                Integer.parseInt(System.getenv("SALLYPORT_HTTP_PORT"))),
            0);
    server.createContext("/q/health", exchange -> answer(exchange, 200, "{}"));
    server.createContext(
        "/v1/default/github/organizations",
        exchange -> {
          var credential = exchange.getRequestHeaders().getFirst("Authorization");
          answer(exchange, ("Bearer " + key).equals(credential) ? 200 : 401, "[]");
        });
    server.createContext(
        "/told",
        exchange -> {
          var told = new StringBuilder();
          System.getenv().entrySet().stream()
              .filter(variable -> variable.getKey().startsWith("SALLYPORT_"))
              .sorted(Map.Entry.comparingByKey())
              .forEach(variable -> told.append(variable).append("\n"));
          answer(exchange, 200, told.toString());
        });
    server.start();
    System.out.println("The fake service listens.");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
