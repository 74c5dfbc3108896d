package dev.sallyport.service.insight;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.management.Api;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job over HTTP: looks its policy up, is monitored, and reports what it calls. */
public final class PlayedJob {
  private static final String REPOSITORY = "/v1/github/{owner}/{repo}/actions";

  final String owner;
  final String repo;
  final String run;
  final String correlation = UUID.randomUUID().toString();
  private final String key;

  private PlayedJob(String owner, String repo, String run, String job) {
    this.owner = owner;
    this.repo = repo;
    this.run = run;
    key =
        given()
            .contentType("application/json")
            .body("{\"correlation_id\": \"%s\", \"job\": \"%s\"}".formatted(correlation, job))
            .post(REPOSITORY + "/runs/{run}/monitor", owner, repo, run)
            .then()
            .statusCode(200)
            .extract()
            .path("one_time_key");
  }

  /** A runner key of an organization, which comes into being by it. */
  public static String runnerKey(String owner, @Nullable String cluster) {
    return Api.json(
            cluster == null
                ? "{\"kind\": \"runner\", \"name\": \"r\"}"
                : "{\"kind\": \"runner\", \"name\": \"r\", \"cluster\": \"%s\"}".formatted(cluster))
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** One that is verified by its lookup. */
  public static PlayedJob verified(
      String runnerKey, String owner, String repo, String run, String workflow) {
    var job = unverified(owner, repo, run);
    lookUp(runnerKey, owner, repo, run, workflow, job.correlation);
    return job;
  }

  /** One that nothing shows to be its repository's, unless its run was looked up. */
  static PlayedJob unverified(String owner, String repo, String run) {
    return new PlayedJob(owner, repo, run, "build");
  }

  public static void lookUp(
      String runnerKey,
      String owner,
      String repo,
      String run,
      String workflow,
      String correlation) {
    given()
        .header("Authorization", "vm-api-key " + runnerKey)
        .queryParam("workflow", workflow)
        .queryParam("run_id", run)
        .queryParam("correlationId", correlation)
        .get(REPOSITORY + "/policies/workflow-policy", owner, repo)
        .then()
        .statusCode(oneOf(200, 404));
  }

  RepositoryFullName repository() {
    return RepositoryFullName.of(owner, repo);
  }

  public PlayedJob calls(String host, int port, String tool) {
    return reports(host, port, tool, "");
  }

  public PlayedJob isBlocked(String host, int port, String tool) {
    return reports(host, port, tool, ", \"status\": \"Dropped\"");
  }

  public PlayedJob isBlockedGlobally(String host, int port, String tool) {
    return reports(
        host, port, tool, ", \"status\": \"Dropped\", \"matched_policy\": \"GLOBAL_BLOCKLIST\"");
  }

  private PlayedJob reports(String host, int port, String tool, String more) {
    return report(
        "networkconnection",
        """
        {"ipAddress": "203.0.113.7", "port": "%d", "domainName": "%s.", "timestamp": "%s",
         "tool": {"name": "%s", "sha256": "a", "parent": {"name": "bash", "sha256": ""}}%s}\
        """
            .formatted(port, host, Instant.now(), tool, more));
  }

  PlayedJob detects(String type) {
    return detects(type, "bash");
  }

  /** Something about a program that npm started stood out. */
  public PlayedJob detects(String type, String program) {
    return report(
        "detections",
        """
        {"detection": "%s", "timestamp": "%s",
         "tool": {"name": "%s", "sha256": "a", "parent": {"name": "npm", "sha256": ""}}}\
        """
            .formatted(type, Instant.now(), program));
  }

  /** The page of its run. */
  public String runPage() {
    return "/github/%s/%s/actions/runs/%s".formatted(owner, repo, run);
  }

  PlayedJob report(String kind, String body) {
    given()
        .header("x-one-time-key", key)
        .contentType("application/json")
        .body(body)
        .post(REPOSITORY + "/jobs/{cid}/{kind}", owner, repo, correlation, kind)
        .then()
        .statusCode(200);
    return this;
  }
}
