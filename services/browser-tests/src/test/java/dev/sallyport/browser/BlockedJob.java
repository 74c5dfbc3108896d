package dev.sallyport.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** A verified job that is denied a call, as its runner and its agent tell of it. */
record BlockedJob(String owner, String repository, String run, String host) {
  private static final Pattern KEY = Pattern.compile("\"one_time_key\"\\s*:\\s*\"([^\"]+)\"");

  /**
   * Looks up the job's policy, monitors it and reports the call.
   *
   * @param runnerKey of the owner
   */
  void play(URI url, String runnerKey) {
    var correlation = UUID.randomUUID().toString();
    try (var http = HttpClient.newHttpClient()) {
      var lookup =
          HttpRequest.newBuilder(
                  url.resolve(
                      "/v1/github/%s/%s/actions/policies/workflow-policy?workflow=ci.yml&run_id=%s&correlationId=%s"
                          .formatted(owner, repository, run, correlation)))
              .header("Authorization", "vm-api-key " + runnerKey);
      send(http, lookup.GET());
      var monitored =
          send(
              http,
              post(
                  url,
                  "runs/%s/monitor".formatted(run),
                  "{\"correlation_id\": \"%s\", \"job\": \"build\"}".formatted(correlation)));
      var key = KEY.matcher(monitored);
      if (!key.find()) {
        throw new IllegalStateException("No key in " + monitored);
      }
      var report =
          """
          {"ipAddress": "203.0.113.9", "port": "443", "domainName": "%s.", "timestamp": "%s",
           "status": "Dropped", "tool": {"name": "curl", "sha256": "a", "parent": null}}\
          """
              .formatted(host, Instant.now());
      send(
          http,
          post(url, "jobs/%s/networkconnection".formatted(correlation), report)
              .header("x-one-time-key", key.group(1)));
    }
  }

  private HttpRequest.Builder post(URI url, String path, String body) {
    return HttpRequest.newBuilder(
            url.resolve("/v1/github/%s/%s/actions/%s".formatted(owner, repository, path)))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static String send(HttpClient http, HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200 && answer.statusCode() != 404) {
        throw new IllegalStateException(
            "%s was answered %d: %s"
                .formatted(answer.request().uri(), answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
