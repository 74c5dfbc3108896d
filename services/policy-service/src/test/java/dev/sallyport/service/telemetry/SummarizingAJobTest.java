package dev.sallyport.service.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sallyport.service.management.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** The summary that the action appends to a job's own (wire contract A.5). */
@QuarkusTest
@TestProfile(BehindAProxy.class)
class SummarizingAJobTest {
  private static final String SUMMARY =
      "/v1/github/{owner}/{repo}/actions/runs/{run}/correlation/{cid}/job-markdown-summary";
  private static final String HEAD =
      "| Destination | Process | Verdict | Policy responsible |\n|---|---|---|---|\n";

  private final Agent agent = new Agent();

  private ValidatableResponse summary(String run, String correlation) {
    return given()
        .header("X-Forwarded-For", "192.0.2.1")
        .get(SUMMARY, agent.owner, agent.repo, run, correlation)
        .then();
  }

  private String summary() {
    return summary(Agent.RUN, agent.correlation).statusCode(200).extract().asString();
  }

  private void lookUp() {
    given()
        .header("Authorization", "vm-api-key " + agent.runnerKey())
        .queryParam("workflow", "ci.yml")
        .queryParam("run_id", Agent.RUN)
        .queryParam("correlationId", agent.correlation)
        .get(TelemetryPlay.LOOKUP, agent.owner, agent.repo);
  }

  private void calls(String key, String host, String tool, String more) {
    agent
        .report(
            "networkconnection",
            key,
            """
            {"ipAddress": "203.0.113.7", "port": "443", "domainName": "%s", "timestamp": "%s",
             "tool": {"name": "%s", "sha256": "", "parent": {"name": "bash", "sha256": ""}}%s}\
            """
                .formatted(host, Agent.now(), tool, more))
        .statusCode(200);
  }

  private void attach(String policy) {
    Api.block(agent.owner, policy, "github.com:443");
    Api.json(
            "{\"org\":{\"name\":\"%s\",\"apply_to_org\":true,\"repos\":[]}}".formatted(agent.owner))
        .post(Api.policy(agent.owner, policy) + "/attach")
        .then()
        .statusCode(200);
  }

  @Test
  void it_tells_the_policy_and_what_became_of_each_call() {
    attach("p1");
    lookUp();
    var key = agent.key();
    calls(key, "github.com", "git", "");
    calls(key, "github.com", "git", "");
    calls(key, "evil.example", "curl", ", \"status\": \"Dropped\"");
    calls(
        key,
        "worse.example",
        "curl",
        ", \"status\": \"Dropped\", \"matched_policy\": \"GLOBAL_BLOCKLIST\"");
    agent.report("dns", key, Agent.dns("only-asked-for.example.", Agent.now()));

    summary(Agent.RUN, agent.correlation)
        .statusCode(200)
        .contentType(startsWith("text/markdown"))
        .header("Cache-Control", "private, no-cache")
        .body(
            equalTo(
                """
                ## Sallyport

                Policy p1, version 1 (organization)

                """
                    + HEAD
                    + """
                    | `github.com:443` | `git` | allowed | – |
                    | `evil.example:443` | `curl` | blocked | p1, version 1 |
                    | `worse.example:443` | `curl` | globally blocked | global block list |
                    """));
  }

  @Test
  void without_a_policy_that_was_served_it_says_so() {
    lookUp();
    var key = agent.key();
    assertThat(summary()).contains("No policy attached").contains("No outbound calls");
    calls(key, "evil.example", "curl", ", \"status\": \"Dropped\"");
    assertThat(summary()).contains("| blocked | an inline policy |");
  }

  @Test
  void a_job_whose_policy_nobody_looked_up_has_an_inline_one_or_none() {
    agent.key();

    assertThat(summary()).contains("No lookup: inline policy or none");
  }

  @Test
  void nothing_that_a_job_reports_is_more_than_text() {
    attach("p|1`<b>");
    lookUp();
    var key = agent.key();
    calls(key, "evil.example|x`y", "<img src=x>\\n| a | b |\u202e](https://evil.example)", "");

    var line = summary().lines().filter(it -> it.contains("evil.example")).toList();

    assertThat(line)
        .containsExactly(
            "| `evil.exampleU+007CxU+0060y:443` | `U+003Cimg src=xU+003E�U+007C a U+007C b"
                + " U+007CU+202E](https://evil.example)` | allowed | – |");
    assertThat(summary()).contains("Policy `pU+007C1U+0060U+003CbU+003E`, version 1");
  }

  @Test
  void at_most_two_hundred_rows_are_told() {
    var key = agent.key();
    for (var i = 0; i < JobSummary.MOST_ROWS + 3; i++) {
      calls(key, "h%d.example".formatted(i), "curl", "");
    }

    assertThat(summary().lines().filter(line -> line.startsWith("| `"))).hasSize(200);
    assertThat(summary()).endsWith("\nand 3 more\n");
  }

  @Test
  void a_job_that_was_not_monitored_has_none() {
    agent.runnerKey();
    lookUp();
    unknown(summary(Agent.RUN, agent.correlation));
    agent.key();
    summary(Agent.RUN, agent.correlation).statusCode(200);
    unknown(summary("1", agent.correlation));
    unknown(summary(Agent.RUN, "another"));
    summary("latest", agent.correlation).statusCode(400);
  }

  private static void unknown(ValidatableResponse answer) {
    answer.statusCode(404).body("type", endsWith("#unknown-job"));
  }

  @Test
  void an_address_that_asks_too_often_has_to_wait() {
    var last = from("2001:db8:5:2::");
    // Two minutes may share them; nobody takes so long.
    for (var i = 1; i <= 2 * OpenRate.A_MINUTE_FROM_AN_ADDRESS; i++) {
      if (last.extract().statusCode() != 404) {
        break;
      }
      last = from("2001:db8:5:2::" + i);
    }
    // This answer and no other: the next may fall into the next minute.
    last.statusCode(429).header("Retry-After", notNullValue());
    from("2001:db8:5:3::1").statusCode(404);
    new Agent().monitor(Agent.from("2001:db8:5:2::1")).statusCode(200);
  }

  private ValidatableResponse from(String address) {
    return given()
        .header("X-Forwarded-For", address)
        .get(SUMMARY, agent.owner, agent.repo, Agent.RUN, agent.correlation)
        .then();
  }
}
