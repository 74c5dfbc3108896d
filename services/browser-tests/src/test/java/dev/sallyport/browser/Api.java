package dev.sallyport.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** What somebody does without the pages: another client of the API, and a runner. */
final class Api implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]+)\"");

  private static final Pattern ONE_TIME_KEY =
      Pattern.compile("\"one_time_key\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;

  Api(URI url) {
    this.url = url;
  }

  void save(String owner, String policy, String yaml) {
    send(
        request(policy(owner, policy))
            .header("Content-Type", "application/yaml")
            .PUT(BodyPublishers.ofString(yaml)));
  }

  /** The policy as the API tells of it. */
  String text(String owner, String policy) {
    return send(request(policy(owner, policy)).GET());
  }

  void delete(String owner, String policy) {
    send(request(policy(owner, policy)).DELETE());
  }

  void attachToRepository(String owner, String policy, String repository) {
    var body =
        """
        {"org": {"name": "%s", "apply_to_org": false, "repos": [{"name": "%s", "apply_to_repo": true}]}}
        """
            .formatted(owner, repository);
    send(json(policy(owner, policy) + "/attachments", body));
  }

  /** Sets notifications as Terraform does. */
  void setNotifications(String owner, String members) {
    send(json("/v1/github/" + encode(owner) + "/actions/runs/notification-settings", members));
  }

  /** Issues a runner key and returns its secret. */
  String runnerKey(String owner) {
    return key(owner, "runner");
  }

  /** Issues a key and returns its secret. */
  String key(String owner, String kind) {
    var body = "{\"kind\":\"%s\",\"name\":\"test\"}".formatted(kind);
    var answer = send(json("/v1/github/" + owner + "/api-keys", body));
    var key = KEY.matcher(answer);
    if (!key.find()) {
      throw new IllegalStateException("No key in " + answer);
    }
    return key.group(1);
  }

  /** What a job of this workflow is answered, whatever the status. */
  HttpResponse<String> lookUp(String owner, String repository, String workflow, String runnerKey) {
    return exchange(
        request(
                "/v1/github/%s/%s/actions/policies/workflow-policy?workflow=%s&run_id=1&correlationId=c"
                    .formatted(owner, repository, workflow))
            .setHeader("Authorization", "vm-api-key " + runnerKey)
            .GET());
  }

  /** Has a job monitored with a runner key and returns its one-time key. */
  String monitor(String owner, String repository, String run, String correlation, String key) {
    var body = "{\"correlation_id\":\"%s\",\"job\":\"build\"}".formatted(correlation);
    var path = "/v1/github/%s/%s/actions/runs/%s/monitor".formatted(owner, repository, run);
    var answer = send(json(path, body).setHeader("Authorization", "vm-api-key " + key));
    var oneTimeKey = ONE_TIME_KEY.matcher(answer);
    if (!oneTimeKey.find()) {
      throw new IllegalStateException("No one-time key in " + answer);
    }
    return oneTimeKey.group(1);
  }

  /** Reports a connection of such a job, as its agent does. */
  void report(String owner, String repository, String correlation, String oneTimeKey, String body) {
    var path =
        "/v1/github/%s/%s/actions/jobs/%s/networkconnection"
            .formatted(owner, repository, correlation);
    send(json(path, body).setHeader("x-one-time-key", oneTimeKey));
  }

  private static String policy(String owner, String policy) {
    return "/v1/github/" + owner + "/actions/policies/" + encode(policy);
  }

  static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + Stage.ADMIN_KEY);
  }

  private String send(HttpRequest.Builder request) {
    var answer = exchange(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          answer.request().uri() + " was answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
