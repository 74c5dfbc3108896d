package dev.sallyport.service.pages;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.service.management.Api;
import dev.sallyport.topology.view.Soon;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A job of a workflow run, as the action and the agent tell of it. */
public final class PlayedJob {
  private static final String JOBS = "/v1/github/{owner}/{repo}/actions/jobs/{correlation}/{kind}";

  private final String owner;
  private final String repository;
  private final String run;
  private final String correlation = UUID.randomUUID().toString();
  private String oneTimeKey = "";

  public PlayedJob(String owner, String repository, String run) {
    this.owner = owner;
    this.repository = repository;
    this.run = run;
  }

  public String correlation() {
    return correlation;
  }

  public String path() {
    return Links.run(owner, repository, run);
  }

  /** Asks to be monitored, as any stranger may. */
  public PlayedJob monitored(String name) {
    return monitored(name, Map.of());
  }

  /** Asks to be monitored with a runner key, which verifies it. */
  public PlayedJob monitored(String name, String runnerKey) {
    return monitored(name, Map.of("Authorization", "vm-api-key " + runnerKey));
  }

  private PlayedJob monitored(String name, Map<String, String> headers) {
    oneTimeKey =
        given()
            .headers(headers)
            .contentType("application/json")
            .body(json(Map.of("correlation_id", correlation, "job", name)))
            .post("/v1/github/{owner}/{repo}/actions/runs/{run}/monitor", owner, repository, run)
            .then()
            .statusCode(200)
            .extract()
            .path("one_time_key");
    return this;
  }

  /** Looks up its policy, which is taken down a moment after it was answered. */
  public PlayedJob lookedUp(String workflow, String runnerKey, String shown) {
    var _ =
        given()
            .header("Authorization", "vm-api-key " + runnerKey)
            .queryParam("workflow", workflow)
            .queryParam("run_id", run)
            .queryParam("correlationId", correlation)
            .get("/v1/github/{owner}/{repo}/actions/policies/workflow-policy", owner, repository)
            .asString();
    Soon.is("the lookup shows", () -> Browsing.page(path()).text().contains(shown));
    return this;
  }

  public PlayedJob resolved(String name) {
    return report("dns", Map.of("domainName", name + ".", "ipAddress", "192.0.2.7"));
  }

  public PlayedJob called(String name, String port) {
    return called(name, port, "curl");
  }

  /** A call of a program that bash started. */
  public PlayedJob called(String name, String port, String program) {
    var tool =
        Map.of("name", program, "sha256", "abc", "parent", Map.of("name", "bash", "sha256", "def"));
    return report(
        "networkconnection",
        Map.of("domainName", name + ".", "ipAddress", "192.0.2.7", "port", port, "tool", tool));
  }

  /** A call that the policy in force stopped. */
  public PlayedJob wasBlocked(String name) {
    return report(
        "networkconnection",
        Map.of(
            "domainName",
            name + ".",
            "ipAddress",
            "192.0.2.8",
            "port",
            "443",
            "status",
            "Dropped"));
  }

  /** A call that the global block list stopped. */
  public PlayedJob wasBlockedGlobally(String name, String reason) {
    return report(
        "networkconnection",
        Map.of(
            "domainName",
            name + ".",
            "ipAddress",
            "192.0.2.9",
            "port",
            "443",
            "status",
            "Dropped",
            "matched_policy",
            "GLOBAL_BLOCKLIST",
            "reason",
            reason));
  }

  private PlayedJob report(String kind, Map<String, Object> members) {
    var body = new HashMap<>(members);
    body.put("timestamp", Instant.now().toString());
    given()
        .header("x-one-time-key", oneTimeKey)
        .contentType("application/json")
        .body(json(body))
        .post(JOBS, owner, repository, correlation, kind)
        .then()
        .statusCode(200);
    return this;
  }

  /** Attaches a policy to the whole organization. */
  public static void attach(String owner, String policy) {
    Api.json("{\"org\":{\"name\":\"%s\",\"apply_to_org\":true,\"repos\":[]}}".formatted(owner))
        .post(Api.policy(owner, policy) + "/attach")
        .then()
        .statusCode(200);
  }

  private static String json(Map<String, ?> members) {
    try {
      return new ObjectMapper().writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
