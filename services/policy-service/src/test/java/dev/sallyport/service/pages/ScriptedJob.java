package dev.sallyport.service.pages;

import static io.restassured.RestAssured.given;

import dev.sallyport.service.management.Api;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.UUID;
import org.hamcrest.Matchers;

/** A job of an organization, as its runner and its agent tell of it over HTTP. */
public final class ScriptedJob {
  private final String owner;
  private final String repo;
  private final String run;
  private final String correlation;
  private final String oneTimeKey;

  private ScriptedJob(
      String owner, String repo, String run, String correlation, String oneTimeKey) {
    this.owner = owner;
    this.repo = repo;
    this.run = run;
    this.correlation = correlation;
    this.oneTimeKey = oneTimeKey;
  }

  /** A runner key of the organization, bound to the cluster prod. */
  public static String runnerKey(String owner) {
    return Api.json("{\"kind\": \"runner\", \"name\": \"r\", \"cluster\": \"prod\"}")
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** The job “build” of the workflow ci.yml, which looks up its policy and is monitored. */
  public static ScriptedJob begun(String owner, String repo, String run, String runnerKey) {
    var correlation = UUID.randomUUID().toString();
    lookUp(owner, repo, run, correlation, runnerKey);
    String key =
        given()
            .contentType(ContentType.JSON)
            .body("{\"correlation_id\": \"%s\", \"job\": \"build\"}".formatted(correlation))
            .post("/v1/github/{owner}/{repo}/actions/runs/{run}/monitor", owner, repo, run)
            .then()
            .statusCode(200)
            .extract()
            .path("one_time_key");
    return new ScriptedJob(owner, repo, run, correlation, key);
  }

  /** A lookup alone, with a good credential, as runners that are monitored elsewhere make it. */
  public static void lookUp(
      String owner, String repo, String run, String correlation, String runnerKey) {
    given()
        .header("Authorization", "vm-api-key " + runnerKey)
        .queryParam("workflow", "ci.yml")
        .queryParam("run_id", run)
        .queryParam("correlationId", correlation)
        .get("/v1/github/{owner}/{repo}/actions/policies/workflow-policy", owner, repo)
        .then()
        .statusCode(Matchers.oneOf(200, 404));
  }

  /** A call that got through, by a program that bash started. */
  public ScriptedJob calls(String host, String program) {
    return connection(host, program, "");
  }

  /** A call that the firewall dropped. */
  public ScriptedJob isDenied(String host, String program) {
    return connection(host, program, "\"status\": \"Dropped\", ");
  }

  /** A call that the global block list stopped. */
  public ScriptedJob isDeniedGlobally(String host, String program) {
    return connection(
        host, program, "\"status\": \"Dropped\", \"matched_policy\": \"GLOBAL_BLOCKLIST\", ");
  }

  private ScriptedJob connection(String host, String program, String members) {
    return report(
        "networkconnection",
        """
        {"ipAddress": "203.0.113.9", "port": "443", "domainName": "%s", "timestamp": "%s", %s
         "tool": {"name": "%s", "sha256": "a", "parent": {"name": "bash", "parent": null}}}\
        """
            .formatted(host, Instant.now(), members, program));
  }

  /** Something about a program stood out. */
  public ScriptedJob detects(String type, String program) {
    return report(
        "detections",
        """
        {"detection": "%s", "timestamp": "%s", "detail": "x",
         "tool": {"name": "%s", "sha256": "a", "parent": null}}\
        """
            .formatted(type, Instant.now(), program));
  }

  private ScriptedJob report(String kind, String body) {
    given()
        .contentType(ContentType.JSON)
        .header("x-one-time-key", oneTimeKey)
        .body(body)
        .post("/v1/github/{owner}/{repo}/actions/jobs/{cid}/{kind}", owner, repo, correlation, kind)
        .then()
        .statusCode(200);
    return this;
  }

  /** The page of its run. */
  public String runPage() {
    return "/github/%s/%s/actions/runs/%s".formatted(owner, repo, run);
  }
}
