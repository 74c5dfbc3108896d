package dev.sallyport.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks through docs/how-to/roll-out.md. */
@QuarkusTest
@TestProfile(InMemory.class)
class RollingOutTest {
  private final String owner = Api.newOwner();
  private int runs = 100;

  @BeforeEach
  void wait_until_changes_can_be_made() {
    Api.awaitChanges();
  }

  @Test
  void from_nothing_to_blocking_without_breaking_a_job() {
    // 1. A key for runners, 2. watching without any policy
    var key = issueRunnerKey();
    for (var i = 0; i < 3; i++) {
      run(key, 404, "github.com", "npm-registry.example");
    }
    var odd = run(key, 404, "github.com", "odd.example");
    runDetail(odd).body("jobs[0].verification", equalTo("policy lookup"));

    // 3. The baseline
    var endpoints = export();
    assertThat(endpoints)
        .containsExactlyInAnyOrder("github.com:443", "npm-registry.example:443", "odd.example:443");

    // 4. The policy, and what it would have done
    var yaml = policy("block", List.of("github.com:443", "npm-registry.example:443"));
    whatIf("{\"yaml\": %s, \"days\": 14, \"scopes\": %s}".formatted(quoted(yaml), app()))
        .body("would_be_blocked.endpoint", contains("odd.example:443"))
        .body("would_be_blocked[0].repo", equalTo(owner + "/app"))
        .body("newly_allowed", empty());

    // 5. In audit mode
    Api.yaml(yaml.replace("egress-policy: block", "egress-policy: audit"))
        .put(Api.policy(owner, "app"))
        .then()
        .statusCode(201);
    Api.json(app()).post(Api.policy(owner, "app") + "/attachments").then().statusCode(200);
    run(key, 200, "github.com", "odd.example");
    detections("Domain-Blocked").body("data.detections", empty());

    // 6. Block
    Api.yaml(yaml).put(Api.policy(owner, "app")).then().statusCode(200);
    var blocked = run(key, 200, "github.com", "-odd.example");
    detections("Domain-Blocked")
        .body("data.detections", hasSize(1))
        .body("data.detections[0].run_id", equalTo(blocked));
    run(key, 200, "odd.example");
    detections("Policy-Not-Enforced-As-Served").body("data.detections", hasSize(1));
    whatIf("{\"policy\": \"app\"}").body("would_be_blocked.endpoint", hasItem("odd.example:443"));
  }

  private String app() {
    return """
    {"org": {"name": "%s", "apply_to_org": false,
             "repos": [{"name": "app", "apply_to_repo": true}]}}\
    """
        .formatted(owner);
  }

  private static String policy(String mode, List<String> endpoints) {
    return "egress-policy: %s\nallowed-endpoints: >\n%s"
        .formatted(
            mode, endpoints.stream().map(each -> "  " + each + "\n").collect(Collectors.joining()));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\n", "\\n") + "\"";
  }

  private String issueRunnerKey() {
    return Api.json("{\"kind\": \"runner\", \"name\": \"actions\"}")
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** Runs a workflow: its lookup is answered so, and it calls hosts; “-” before what is blocked. */
  private String run(String key, int answered, String... hosts) {
    var run = String.valueOf(++runs);
    var correlation = UUID.randomUUID().toString();
    Agent.from("192.0.2.1")
        .header("Authorization", "vm-api-key " + key)
        .queryParam("workflow", "ci.yml")
        .queryParam("run_id", run)
        .queryParam("correlationId", correlation)
        .get(TelemetryPlay.LOOKUP, owner, "app")
        .then()
        .statusCode(answered);
    var oneTime =
        Agent.from("192.0.2.1")
            .body("{\"correlation_id\": \"%s\", \"job\": \"build\"}".formatted(correlation))
            .post("/v1/github/{owner}/{repo}/actions/runs/{run}/monitor", owner, "app", run)
            .then()
            .statusCode(200)
            .extract()
            .<String>path("one_time_key");
    for (var host : hosts) {
      connect(correlation, oneTime, host);
    }
    return run;
  }

  private void connect(String correlation, String key, String host) {
    var blocked = host.startsWith("-");
    Agent.from("192.0.2.1")
        .header("x-one-time-key", key)
        .body(
            """
            {"ipAddress": "%s", "port": "443", "domainName": "%s.", "timestamp": "%s",%s
             "tool": {"name": "node", "sha256": "", "parent": null}}\
            """
                .formatted(
                    blocked ? "54.185.253.63" : "104.16.1.34",
                    blocked ? host.substring(1) : host,
                    Agent.now(),
                    blocked ? " \"status\": \"Dropped\"," : ""))
        .post(
            "/v1/github/{owner}/{repo}/actions/jobs/{cid}/networkconnection",
            owner,
            "app",
            correlation)
        .then()
        .statusCode(200);
  }

  private ValidatableResponse runDetail(String run) {
    return Api.admin()
        .get("/v1/github/{owner}/app/actions/runs/{run}", owner, run)
        .then()
        .statusCode(200);
  }

  private List<String> export() {
    return Api.admin()
        .header("Accept", "text/plain")
        .get("/v1/github/{owner}/actions/baseline?repo=app", owner)
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .toList();
  }

  private ValidatableResponse whatIf(String body) {
    return Api.json(body).post("/v1/github/{owner}/actions/what-if", owner).then().statusCode(200);
  }

  private ValidatableResponse detections(String type) {
    return Api.admin()
        .queryParam("detection_id", type)
        .get("/v1/github/{owner}/actions/detections", owner)
        .then()
        .statusCode(200);
  }
}
