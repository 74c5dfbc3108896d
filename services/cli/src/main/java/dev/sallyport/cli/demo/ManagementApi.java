package dev.sallyport.cli.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.cli.demo.Story.Attach;
import dev.sallyport.cli.demo.Story.Delete;
import dev.sallyport.cli.demo.Story.Detach;
import dev.sallyport.cli.demo.Story.Rollback;
import dev.sallyport.cli.demo.Story.Save;
import dev.sallyport.cli.demo.Story.Step;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The public API of a running Sallyport, as far as the demo needs it. */
final class ManagementApi {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // In one order: an idempotency key used again with another body is refused, and maps here have
  // another order in each process.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final HttpClient http;
  private final URI url;
  private final String key;

  ManagementApi(HttpClient http, URI url, String key) {
    this.http = http;
    this.url = url;
    this.key = key;
  }

  /** Sallyport's answer to a step that it did not take. */
  static final class Declined extends IOException {
    private static final long serialVersionUID = 1L;

    Declined(String what, int status, String body) {
      super("%s was answered %d: %s".formatted(what, status, body));
    }
  }

  /**
   * Takes one step. Under its idempotency key a step that was taken within the last day changes
   * nothing, so a demo that was interrupted can be run again.
   */
  void take(String organization, Step step, String idempotencyKey)
      throws IOException, InterruptedException {
    var policies = "/v1/github/" + encode(organization) + "/actions/policies/";
    var policy = policies + encode(step.policy());
    var request =
        switch (step) {
          case Save save -> yaml(policy, save.yaml());
          case Attach attach -> json("POST", policy + "/attachments", body(organization, attach));
          case Detach _ -> request(policy + "/attach").DELETE();
          case Rollback(_, var version) ->
              json("POST", policy + "/rollback", Map.of("version", version));
          case Delete _ -> request(policy).DELETE();
        };
    var what = step.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    var _ = send(what + " " + step.policy(), request.header("Idempotency-Key", idempotencyKey));
  }

  /**
   * A runner key that has just been issued.
   *
   * @param secret told this once
   */
  record IssuedKey(String id, String secret) {
    @Override
    public String toString() {
      return "key " + id;
    }
  }

  /**
   * @param cluster that its jobs run on; null: none
   */
  IssuedKey issueRunnerKey(String organization, String name, @Nullable String cluster)
      throws IOException, InterruptedException {
    var body = JSON.createObjectNode().put("kind", "runner").put("name", name);
    if (cluster != null) {
      body.put("cluster", cluster);
    }
    var answer = send("issue a runner key", json("POST", keys(organization), body));
    var key = JSON.readTree(answer);
    return new IssuedKey(key.path("id").asText(), key.path("key").asText());
  }

  void revoke(String organization, IssuedKey key) throws IOException, InterruptedException {
    var _ = send("revoke a runner key", request(keys(organization) + "/" + key.id()).DELETE());
  }

  private static String keys(String organization) {
    return "/v1/github/" + encode(organization) + "/api-keys";
  }

  private String send(String what, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new Declined(what, answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  private HttpRequest.Builder yaml(String path, String yaml) {
    return request(path)
        .header("Content-Type", "application/yaml")
        .PUT(BodyPublishers.ofString(yaml));
  }

  private HttpRequest.Builder json(String method, String path, Object body) throws IOException {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + key)
        .header("User-Agent", "sallyport-demo");
  }

  /** The attachment as wire contract C.2 has it. */
  private static Map<String, Object> body(String organization, Attach attach) {
    var repositories = new LinkedHashMap<String, LinkedHashSet<String>>();
    if (attach.repositories() != null) {
      attach.repositories().forEach(name -> repositories.put(name, new LinkedHashSet<>()));
    }
    if (attach.workflows() != null) {
      for (var workflow : attach.workflows()) {
        repositories
            .computeIfAbsent(workflow.repository(), _ -> new LinkedHashSet<>())
            .add(workflow.file());
      }
    }
    var body = new LinkedHashMap<String, Object>();
    if (attach.organization()) {
      body.put("org", Map.of("name", organization, "apply_to_org", true));
    } else if (!repositories.isEmpty()) {
      List<Map<String, Object>> repos =
          repositories.entrySet().stream()
              .map(each -> repository(each.getKey(), each.getValue()))
              .toList();
      body.put("org", Map.of("name", organization, "apply_to_org", false, "repos", repos));
    }
    if (attach.clusters() != null) {
      body.put("clusters", attach.clusters());
    }
    return body;
  }

  private static Map<String, Object> repository(String name, Set<String> workflows) {
    return workflows.isEmpty()
        ? Map.of("name", name, "apply_to_repo", true)
        : Map.of("name", name, "apply_to_repo", false, "workflows", workflows);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
