package dev.sallyport.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.domain.blocklist.BlockListMembers;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.simulator.OpenAgent.Report;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests of the action and the agent (wire contract A.1, A.3, D and the lockdown's own). */
final class RunnerApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  // Longer than clients wait: a machine that is busy with other things is no failure of the server.
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient http;
  private final URI url;
  private final String owner;

  RunnerApi(HttpClient http, URI url, String owner) {
    this.http = http;
    this.url = url;
    this.owner = owner;
  }

  /** An answer other than the client needs. */
  static final class Unexpected extends IOException {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
      super(message);
    }
  }

  GlobalBlockList blockList() throws IOException, InterruptedException {
    var list = JSON.readTree(send(request("/v1/global-blocklist").GET()).body());
    return GlobalBlockList.ofStored(
        new BlockListMembers(
            hosts(list.path("ip_addresses")),
            hosts(list.path("domains")),
            hosts(list.path("wildcard_domains"))));
  }

  private static List<BlockedHost> hosts(JsonNode list) {
    var hosts = new ArrayList<BlockedHost>();
    for (var each : list) {
      hosts.add(
          new BlockedHost(
              each.path("endpoint").asText(),
              each.hasNonNull("reason") ? each.path("reason").asText() : null,
              null));
    }
    return hosts;
  }

  /** The policy of a job; empty where none applies. */
  Optional<JsonNode> lookUp(PlannedJob job, String runnerKey)
      throws IOException, InterruptedException {
    var answer =
        send(
            request(
                    repository(job)
                        + "/policies/workflow-policy?workflow=%s&run_id=%s&correlationId=%s"
                            .formatted(
                                encode(job.workflow()), job.run(), encode(job.correlation())))
                .header("Authorization", "vm-api-key " + runnerKey)
                .header("Source", "github-actions")
                .GET(),
            NOT_FOUND);
    return answer.status() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(JSON.readTree(answer.body()));
  }

  /**
   * Begins to monitor a job.
   *
   * @return its one-time key
   */
  String monitor(PlannedJob job, @Nullable String runnerKey)
      throws IOException, InterruptedException {
    var body = JSON.createObjectNode();
    body.put("correlation_id", job.correlation()).put("job", job.name());
    var request = post(repository(job) + "/runs/" + job.run() + "/monitor", body.toString());
    if (runnerKey != null) {
      request.header("Authorization", "vm-api-key " + runnerKey);
    }
    return JSON.readTree(send(request).body()).path("one_time_key").asText();
  }

  void report(PlannedJob job, Report report, String oneTimeKey)
      throws IOException, InterruptedException {
    var _ =
        send(
            post(jobs(job) + report.kind().path(), report.json())
                .header("x-one-time-key", oneTimeKey));
  }

  /**
   * Reports a process, and asks what is to become of it.
   *
   * @return whether the job is to be ended
   */
  boolean detected(PlannedJob job, String json, String runnerKey)
      throws IOException, InterruptedException {
    var answer =
        send(
            post(jobs(job) + "detections", json)
                .header("Authorization", "vm-api-key " + runnerKey));
    var action = JSON.readTree(answer.body()).path("action").asText();
    return switch (action) {
      case "terminate" -> true;
      case "record" -> false;
      default -> throw new Unexpected("The action of a detection is “" + action + "”");
    };
  }

  private String repository(PlannedJob job) {
    return "/v1/github/" + encode(owner) + "/" + encode(job.repository()) + "/actions";
  }

  private String jobs(PlannedJob job) {
    return repository(job) + "/jobs/" + encode(job.correlation()) + "/";
  }

  private HttpRequest.Builder post(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json; charset=UTF-8")
        .POST(BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).version(Version.HTTP_1_1).timeout(PATIENCE);
  }

  private record Answer(int status, String body) {}

  private Answer send(HttpRequest.Builder request, int... alsoGood)
      throws IOException, InterruptedException {
    var sent = request.build();
    var answer = http.send(sent, BodyHandlers.ofString());
    var status = answer.statusCode();
    for (var good : alsoGood) {
      if (status == good) {
        return new Answer(status, answer.body());
      }
    }
    if (status != OK) {
      throw new Unexpected(
          "%s %s was answered %d: %s"
              .formatted(sent.method(), sent.uri().getPath(), status, answer.body()));
    }
    return new Answer(status, answer.body());
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
