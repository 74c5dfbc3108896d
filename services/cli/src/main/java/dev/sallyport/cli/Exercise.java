package dev.sallyport.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A busy day in seconds: changes and lookups, so that what is recorded of a start tells later ones
 * what to compile first. Without it the first thousands of requests after a start are several times
 * slower.
 */
final class Exercise {
  private static final int CLIENTS = 16;
  private static final Duration OF_CHANGES = Duration.ofSeconds(12);
  private static final Duration OF_LOOKUPS = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern SECRET = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient http;
  private final URI url;
  private final String adminKey;

  /** A deed of one client. */
  private interface Deed {
    void of(int client, int turn) throws IOException, InterruptedException;
  }

  Exercise(HttpClient http, URI url, String adminKey) {
    this.http = http;
    this.url = url;
    this.adminKey = adminKey;
  }

  /**
   * @throws ExecutionException if anything is answered with something else than 200 or 201
   */
  void take() throws InterruptedException, ExecutionException, IOException {
    repeat(OF_CHANGES, this::change);
    var keys = new String[CLIENTS];
    for (var client = 0; client < CLIENTS; client++) {
      keys[client] = runnerKey(client);
    }
    repeat(OF_LOOKUPS, (client, turn) -> lookUp(client, turn, keys[client]));
  }

  private static void repeat(Duration duration, Deed deed)
      throws InterruptedException, ExecutionException {
    var end = System.nanoTime() + duration.toNanos();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          IntStream.range(0, CLIENTS)
              .mapToObj(client ->
                  clients.submit(() -> {
                    for (var turn = 0; System.nanoTime() < end; turn++) {
                      deed.of(client, turn);
                    }
                    return client;
                  }))
              .toList();
      for (var each : running) {
        var _ = each.get();
      }
    }
  }

  private void change(int client, int turn) throws IOException, InterruptedException {
    var yaml =
        """
        egress-policy: block
        allowed-endpoints: >
          api.github.com:443
          *.blob.core.windows.net:443
          exercise-%d.example:443
        """
            .formatted(turn);
    send(
        admin(client, "/policies/exercise", "application/yaml").PUT(BodyPublishers.ofString(yaml)));
    if (turn == 0) {
      send(
          admin(client, "/policies/exercise/attachments", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      "{\"org\":{\"name\":\"exercise-%d\",\"apply_to_org\":true}}"
                          .formatted(client))));
    }
  }

  private String runnerKey(int client) throws IOException, InterruptedException {
    var answer =
        send(
            request("/v1/github/exercise-%d/api-keys".formatted(client), "Bearer " + adminKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"kind\":\"runner\",\"name\":\"exercise\"}")));
    var found = SECRET.matcher(answer.body());
    if (!found.find()) {
      throw new IOException("No key in the answer about a new key");
    }
    return found.group(1);
  }

  private void lookUp(int client, int turn, String key) throws IOException, InterruptedException {
    var path =
        "/v1/github/exercise-%d/repo-%d/actions/policies/workflow-policy?workflow=ci.yml"
            .formatted(client, turn % 100);
    send(request(path, "vm-api-key " + key).GET());
  }

  private HttpRequest.Builder admin(int client, String path, String type) {
    return request("/v1/github/exercise-%d/actions".formatted(client) + path, "Bearer " + adminKey)
        .header("Content-Type", type);
  }

  private HttpRequest.Builder request(String path, String authorization) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", authorization);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200 && answer.statusCode() != 201) {
      throw new IOException(
          "%s was answered %d: %s"
              .formatted(answer.request().uri(), answer.statusCode(), answer.body()));
    }
    return answer;
  }
}
