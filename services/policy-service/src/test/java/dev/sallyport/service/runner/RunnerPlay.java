package dev.sallyport.service.runner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The calls of the Harden-Runner action, the runner hooks and the open-source agent, with what they
 * insist on (wire contract A and D.1, runner hooks).
 */
abstract class RunnerPlay {
  private static final String LOOKUP = "/v1/github/{owner}/{repo}/actions/policies/workflow-policy";
  private static final String CHECK = "/v1/github/{owner}/{repo}/actions/policies/workflow-check";
  private static final String BY_NAME = "/v1/github/{owner}/actions/policies/{name}";

  private final String owner = Clients.newOwner();

  @BeforeEach
  void wait_until_changes_can_be_made() {
    Clients.waitUntilChangesCanBeMade();
  }

  @Test
  void gets_what_is_attached_with_nothing_that_the_policy_does_not_set() {
    var key = runnerKey();
    Clients.save(owner, "p1", "\"egress_policy\":\"block\",\"allowed_endpoints\":[\"GitHub.com\"]");
    Clients.attach(owner, "p1", everywhere());

    var answer =
        Clients.runner(key)
            .queryParam("workflow", "ci.yml")
            .queryParam("run_id", "1")
            .queryParam("correlationId", "c-1")
            .queryParam("evaluate_run_policies", "true")
            .get(LOOKUP, owner, "app")
            .then()
            .statusCode(200)
            .contentType("application/json")
            .header("ETag", startsWith("\""))
            .extract();

    assertThat(answer.asString())
        .isEqualTo(
            """
            {"policy_name":"p1","owner":"%s","policyName":"p1",\
            "allowed_endpoints":["github.com:443"],"egress_policy":"block"}\
            """
                .formatted(owner));
    Clients.runner(key)
        .header("If-None-Match", answer.header("ETag"))
        .get(LOOKUP, owner, "app")
        .then()
        .statusCode(304)
        .body(equalTo(""));
    given()
        .queryParam("correlation_id", "c-1")
        .get(LOOKUP + "/status", owner, "app")
        .then()
        .statusCode(200)
        .body("status", equalTo("APPLIED"));
    given()
        .queryParam("correlation_id", "c-2")
        .get(LOOKUP + "/status", owner, "app")
        .then()
        .body("status", equalTo("NOT_APPLIED"));
  }

  @Test
  void gets_the_policy_of_the_most_specific_scope() {
    var key = runnerKey();
    for (var name : new String[] {"workflow", "repository", "organization", "cluster"}) {
      Clients.save(owner, name, "\"egress_policy\":\"audit\"");
    }
    assertThat(lookUp(key, "other", "ci.yml", "prod")).isEqualTo("404");

    Clients.attach(owner, "cluster", "{\"clusters\":[\"prod\"]}");
    assertThat(lookUp(key, "app", "build all.yml", "prod")).isEqualTo("cluster");
    assertThat(lookUp(key, "app", "build all.yml", "other")).isEqualTo("404");

    Clients.attach(owner, "organization", everywhere());
    assertThat(lookUp(key, "app", "build all.yml", "prod")).isEqualTo("organization");

    Clients.attach(owner, "repository", repository("\"apply_to_repo\":true"));
    assertThat(lookUp(key, "APP", "build all.yml", "prod")).isEqualTo("repository");

    Clients.attach(
        owner, "workflow", repository("\"apply_to_repo\":false,\"workflows\":[\"build all.yml\"]"));
    assertThat(lookUp(key, "app", "build all.yml", "prod")).isEqualTo("workflow");
    assertThat(lookUp(key, "app", "Build all.yml", "prod")).isEqualTo("repository");
    // GitHub's own workflows are no files: what stands above applies.
    assertThat(lookUp(key, "app", "dynamic/pages/deploy", "prod")).isEqualTo("repository");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "*/*",
        "text/html",
        "application/vnd.github+json",
        "application/json;q=0",
        "no media type",
        ";;,"
      })
  void gets_its_policy_whatever_it_says_it_accepts(String accepted) throws Exception {
    var key = runnerKey();
    Clients.save(owner, "p1", "\"egress_policy\":\"block\"");
    Clients.attach(owner, "p1", everywhere());
    var path = LOOKUP.replace("{owner}", owner).replace("{repo}", "app");
    var request =
        HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
            .header("Authorization", "vm-api-key " + key)
            .header("Accept", accepted)
            .build();

    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/json");
    }
  }

  @Test
  void stays_in_the_cluster_of_its_key() {
    var bound = Clients.issue(owner, "{\"kind\":\"runner\",\"name\":\"r\",\"cluster\":\"prod\"}");
    Clients.save(owner, "p1", "\"egress_policy\":\"audit\"");
    Clients.attach(owner, "p1", "{\"clusters\":[\"prod\"]}");

    assertThat(lookUp(bound.secret(), "app", "ci.yml", "other")).isEqualTo("p1");
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("sallyport_lookup_cluster_mismatch_total"));
  }

  @Test
  void is_told_with_404_that_nothing_is_attached() {
    var key = runnerKey();

    Clients.runner(key)
        .get(LOOKUP, owner, "app")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("/docs/problems#no-policy-attached"));
    given()
        .get(CHECK, owner, "app")
        .then()
        .statusCode(200)
        .body(equalTo("{\"has_policy\":false,\"should_sleep\":false}"));
  }

  @Test
  void needs_a_live_runner_key_of_the_very_owner() {
    var key = Clients.issue(owner, "{\"kind\":\"runner\",\"name\":\"r\"}");
    var reader = Clients.issue(owner, "{\"kind\":\"read-only\",\"name\":\"r\"}");

    given()
        .get(LOOKUP, owner, "app")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", notNullValue());
    Clients.runner("sp_nobody-has-this-key-at-all")
        .get(LOOKUP, owner, "app")
        .then()
        .statusCode(401);
    Clients.runner(reader.secret()).get(LOOKUP, owner, "app").then().statusCode(401);
    given()
        .header("Authorization", "Bearer " + key.secret())
        .get(LOOKUP, owner, "app")
        .then()
        .statusCode(401);
    given()
        .header("Authorization", "Bearer " + reader.secret())
        .get(LOOKUP, owner, "app")
        .then()
        .statusCode(403);
    Clients.runner(key.secret())
        .get(LOOKUP, Clients.newOwner(), "app")
        .then()
        .statusCode(403)
        .body("type", equalTo("/docs/problems#forbidden"));
    // It opens lookups and nothing else.
    Clients.runner(key.secret()).get(BY_NAME, owner, "p1").then().statusCode(403);

    Clients.admin()
        .delete("/v1/github/{owner}/api-keys/{id}", owner, key.id())
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 204));
    Clients.runner(key.secret()).get(LOOKUP, owner, "app").then().statusCode(401);
  }

  @Test
  void knows_owners_of_an_enterprise_server() {
    var enterprise = "customer::server::" + owner;
    var key = Clients.issue(enterprise, "{\"kind\":\"runner\",\"name\":\"r\"}").secret();
    Clients.save(enterprise, "p1", "\"egress_policy\":\"audit\"");
    Clients.attach(
        enterprise,
        "p1",
        "{\"org\":{\"name\":\"%s\",\"apply_to_org\":true}}".formatted(enterprise));

    Clients.runner(key)
        .urlEncodingEnabled(false)
        .get("/v1/github/" + enterprise + "/app/actions/policies/workflow-policy")
        .then()
        .statusCode(200)
        .body("owner", equalTo(enterprise));
    Clients.runner(key).get(LOOKUP, owner, "app").then().statusCode(403);
  }

  @Test
  void gets_a_policy_by_name_with_its_identity_token() {
    Clients.save(owner, "by name", "\"egress_policy\":\"block\",\"disable_sudo\":true");

    byName(Clients.token(owner, _ -> {}), "by name")
        .statusCode(200)
        .body("policy_name", equalTo("by name"))
        .body("disable_sudo", equalTo(true))
        .body("allowed_endpoints.size()", equalTo(0));
    byName(Clients.token(owner, _ -> {}), "other")
        .statusCode(404)
        .body("type", equalTo("/docs/problems#unknown-policy"));
    byName(Clients.token(Clients.newOwner(), _ -> {}), "by name").statusCode(403);
    byName(Clients.token(owner, claims -> claims.setAudience("https://github.com/x")), "by name")
        .statusCode(401);
    byName(Clients.token(owner, claims -> claims.setClaim("exp", 1_000_000_000)), "by name")
        .statusCode(401);
  }

  @Test
  void changes_nothing_of_the_tenant_and_leaves_no_trace_in_its_log() {
    var token = "Bearer " + Clients.token(owner, _ -> {});

    given()
        .header("Authorization", token)
        .contentType(ContentType.JSON)
        .body("{}")
        .put("/v1/default/global-blocklist")
        .then()
        .statusCode(403);
    given()
        .header("Authorization", token)
        .get("/v1/default/global-blocklist")
        .then()
        .statusCode(403);

    Clients.admin()
        .queryParam("actor", "run 4711 of %s/app".formatted(owner))
        .get("/v1/default/audit-log")
        .then()
        .statusCode(200)
        .body("entries.size()", equalTo(0));
  }

  @Test
  void is_refused_when_its_identity_token_names_no_run() {
    byName(Clients.token(owner, claims -> claims.setStringClaim("run_id", "\n")), "by name")
        .statusCode(401);
  }

  @Test
  void finds_the_agent_that_there_is_and_no_feature_of_another() {
    given().get("/v1/github/{owner}/actions/tls-inspection-status", owner).then().statusCode(404);
    given().get("/v1/github/{owner}/app/actions/subscription", owner).then().statusCode(200);
    given()
        .queryParam("agent_type", "agent-oss")
        .queryParam("version", "v0.14.2")
        .get("/v1/global-feature-flags")
        .then()
        .statusCode(200)
        .body(
            equalTo(
                """
                {"agent_type":"agent-oss","enable_armour":false,\
                "enable_custom_detection_rules":false}\
                """));
    given()
        .get("/v1/global-blocklist")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("ip_addresses", notNullValue())
        .body("domains", notNullValue())
        .body("wildcard_domains", notNullValue());
  }

  @Test
  void answers_every_mistake_with_a_problem() {
    given()
        .get("/v1/nothing/here/at/all")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .header("X-Content-Type-Options", "nosniff");
    given()
        .delete("/v1/global-blocklist")
        .then()
        .statusCode(405)
        .contentType("application/problem+json");
    Clients.admin()
        .body(new byte[(1 << 20) + 1])
        .post(BY_NAME, owner, "p1")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
    Clients.runner("x")
        .urlEncodingEnabled(false)
        .get("/v1/github/a%2Fb/app/actions/policies/workflow-policy")
        .then()
        .statusCode(400)
        .body("type", equalTo("/docs/problems#invalid-name"));
    given().get("/docs/problems").then().statusCode(200).body(containsString("invalid-name"));
    given().get("/q/openapi").then().statusCode(200).body(containsString("workflow-policy"));
    given().get("/q/swagger-ui/").then().statusCode(200);
  }

  private io.restassured.response.ValidatableResponse byName(String token, String name) {
    return given()
        .header("Authorization", "Bearer " + token)
        .header("Source", "github-actions")
        .get(BY_NAME, owner, name)
        .then();
  }

  private String runnerKey() {
    return Clients.issue(owner, "{\"kind\":\"runner\",\"name\":\"runners\"}").secret();
  }

  /** The name of the policy, or the status of another answer. */
  private String lookUp(String key, String repository, String workflow, String cluster) {
    var answer =
        Clients.runner(key)
            .queryParam("workflow", workflow)
            .queryParam("cluster", cluster)
            .get(LOOKUP, owner, repository);
    return answer.statusCode() == 200
        ? answer.path("policy_name")
        : String.valueOf(answer.statusCode());
  }

  private String everywhere() {
    return "{\"org\":{\"name\":\"%s\",\"apply_to_org\":true}}".formatted(owner);
  }

  private String repository(String members) {
    return """
    {"org":{"name":"%s","apply_to_org":false,"repos":[{"name":"app",%s}]}}\
    """
        .formatted(owner, members);
  }
}
