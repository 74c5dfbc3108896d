package dev.sallyport.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The management API, for what a benchmark needs to stand before it begins. */
final class Api implements AutoCloseable {
  private static final int AT_ONCE = 48;
  private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
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

  /** Adds attachments; {@code body} is the JSON of wire contract C.2. */
  void attach(String owner, String policy, String body) {
    send(json(policy(owner, policy) + "/attachments", body));
  }

  /** Issues a runner key and returns its secret. */
  String runnerKey(String owner) {
    var answer =
        send(json("/v1/github/" + owner + "/api-keys", "{\"kind\":\"runner\",\"name\":\"bench\"}"));
    return member(KEY, answer);
  }

  private static String member(Pattern pattern, String answer) {
    var found = pattern.matcher(answer);
    if (!found.find()) {
      throw new IllegalStateException("No key in " + answer);
    }
    return found.group(1);
  }

  String get(String path) {
    return send(request(path).GET());
  }

  String lookUp(String path, String runnerKey) {
    return send(request(path).setHeader("Authorization", "vm-api-key " + runnerKey).GET());
  }

  /**
   * Begins to monitor a job of a run, and returns its one-time key.
   *
   * @param run the run's path
   */
  String monitor(String run, String correlation, String runnerKey) {
    var answer =
        send(
            json(run + "/monitor", "{\"correlation_id\":\"" + correlation + "\",\"job\":\"build\"}")
                .setHeader("Authorization", "vm-api-key " + runnerKey));
    return member(ONE_TIME_KEY, answer);
  }

  /** Reports a connection of a job to a host. */
  void connected(String job, String oneTimeKey, String host) {
    send(
        json(
                job + "/networkconnection",
                """
                {"ipAddress":"104.16.1.34","port":"443","domainName":"%s.","timestamp":"%s",\
                "tool":{"name":"node","sha256":"","parent":{"name":"npm","sha256":"","parent":null}}}\
                """
                    .formatted(host, Instant.now()))
            .setHeader("x-one-time-key", oneTimeKey));
  }

  /** Adds a webhook that is told of policies that are created or updated; returns its id. */
  String addWebhook(String owner, String name, URI receiver, boolean paused) {
    return member(ID, send(json(integrations(owner), webhook(name, receiver, paused))));
  }

  /** Changes it; one whose destination was left alone is tried again at once. */
  void changeWebhook(String owner, String id, String name, URI receiver, boolean paused) {
    send(
        request(integrations(owner) + "/" + id)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(webhook(name, receiver, paused))));
  }

  private static String integrations(String owner) {
    return "/v1/github/" + owner + "/integrations";
  }

  private static String webhook(String name, URI receiver, boolean paused) {
    return "{\"name\":\"%s\",\"type\":\"webhook\",\"url\":\"%s\",\"paused\":%s,%s}"
        .formatted(name, receiver, paused, "\"events\":[\"policy-created\",\"policy-updated\"]");
  }

  /** Runs {@code task} for 0 to {@code count} - 1, several at once; the first failure ends it. */
  static void each(int count, IntConsumer task) {
    var places = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> running =
          IntStream.range(0, count)
              .mapToObj(i -> {
                places.acquireUninterruptibly();
                return threads.submit(() -> {
                  try {
                    task.accept(i);
                  } finally {
                    places.release();
                  }
                });
              })
              .toList();
      for (var each : running) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(
          "The benchmark's data could not be written", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static String policy(String owner, String policy) {
    return "/v1/github/" + owner + "/actions/policies/" + policy;
  }

  private HttpRequest.Builder json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + Instance.ADMIN_KEY);
  }

  private String send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            answer.request().uri() + " was answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException unreachable) {
      throw new IllegalStateException("No answer from " + url, unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
