package dev.sallyport.service.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.insight.Verification;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent.ProcessDetected;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.MemoryEngine;
import dev.sallyport.service.management.ScriptedInsights;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.RunJob;
import dev.sallyport.topology.telemetry.MemoryTelemetry;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.view.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to whoever detects something in a job, recorded, and asked of GitHub. */
@QuarkusTest
@TestProfile(AtGitHub.class)
class DetectingInAJobTest {
  private static final String ORGANIZATION =
      "{\"org\": {\"name\": \"%s\", \"apply_to_org\": true, \"repos\": []}}";
  private static final String WORKFLOW =
      "{\"org\": {\"name\": \"%s\", \"apply_to_org\": false, \"repos\": [{\"name\": \"App\","
          + " \"apply_to_repo\": false, \"workflows\": [\"ci.yml\"]}]}}";

  private final Agent agent = new Agent();
  private final MemoryTelemetry telemetry;
  private final ScriptedInsights insights;
  private final MemoryEngine engine;
  private final URI github;

  @Inject
  DetectingInAJobTest(
      MemoryEngine engine,
      Telemetry telemetry,
      Insights insights,
      @ConfigProperty(name = "sallyport.github.api-url") URI github) {
    this.engine = engine;
    this.telemetry = (MemoryTelemetry) telemetry;
    this.insights = (ScriptedInsights) insights;
    this.github = github;
  }

  @Test
  void a_runner_key_learns_to_terminate_even_a_job_that_nobody_knows() {
    lockDown();

    byRunnerKey(agent.runnerKey(), "Reverse-Shell")
        .statusCode(200)
        .contentType("application/json")
        .body("action", equalTo("terminate"))
        .body("policy", equalTo("strict"))
        .body("version", equalTo(1))
        .body("scope.level", equalTo("organization"));

    var event = detected().getFirst();
    assertThat(event.proven()).isTrue();
    assertThat(event.action()).isEqualTo(LockdownAction.TERMINATE);
    assertThat(Objects.requireNonNull(event.policy()).policy()).hasToString("strict");
    assertThat(event.job().run()).isNull();
    assertThat(event.job().workflow()).isNull();
    assertThat(event.job().cluster()).hasToString("prod");
    assertThat(event.detail()).isEqualTo("to 203.0.113.66");
    assertThat(event.processes().processes())
        .containsExactly(new ObservedProcess("bash", "a"), new ObservedProcess("npm", ""));
  }

  @Test
  void a_detection_that_is_not_listed_is_recorded() {
    lockDown();

    byRunnerKey(agent.runnerKey(), "Privileged-Container")
        .body("action", equalTo("record"))
        .body("policy", equalTo("strict"));
  }

  @Test
  void without_a_policy_nothing_is_decided() {
    byRunnerKey(agent.runnerKey(), "Reverse-Shell")
        .statusCode(200)
        .body("action", equalTo("record"))
        .body("policy", nullValue())
        .body("version", nullValue())
        .body("scope", nullValue());

    assertThat(detected()).hasSize(1);
  }

  @Test
  void whoever_only_knows_the_id_of_a_run_ends_nothing() {
    lockDown();

    byOneTimeKey("Reverse-Shell")
        .statusCode(200)
        .body("action", equalTo("record"))
        .body("policy", equalTo("strict"));

    var event = detected().getFirst();
    assertThat(event.proven()).isFalse();
    assertThat(event.job().run()).hasToString(Agent.RUN);
    assertThatNoRunIsCancelled();
  }

  @Test
  void a_job_whose_policy_was_looked_up_is_terminated_and_its_run_cancelled() {
    lockDown();
    lookUp(Agent.RUN, "other.yml").statusCode(200);

    byOneTimeKey("Reverse-Shell").body("action", equalTo("terminate"));

    var event = detected().getFirst();
    assertThat(event.proven()).isTrue();
    assertThat(event.job().workflow()).hasToString("other.yml");
    var cancel = "POST /repos/%s/App/actions/runs/%s/cancel".formatted(agent.owner, Agent.RUN);
    Soon.is("the run is cancelled", () -> asked().contains(cancel));
  }

  @Test
  void a_lookup_that_found_no_policy_verifies_a_job_as_well() {
    lookUp(Agent.RUN, "ci.yml").statusCode(404);
    lockDown();

    byOneTimeKey("Reverse-Shell").body("action", equalTo("terminate"));
  }

  @Test
  void a_lookup_on_a_cluster_verifies_nobody_who_asked_from_elsewhere() {
    lockDown();
    lookUp("198.51.100.7", Agent.RUN, "ci.yml").statusCode(200);

    byOneTimeKey("Reverse-Shell").body("action", equalTo("record"));

    assertThatNoRunIsCancelled();
  }

  @Test
  void whoever_was_given_a_key_of_anothers_job_ends_nothing() {
    lockDown();
    know("ci.yml", Agent.RUN, Verification.CORRELATION);
    var key =
        agent
            .monitor(Agent.from("203.0.113.66"))
            .statusCode(200)
            .extract()
            .<String>path("one_time_key");

    agent
        .report("detections", key, body("Reverse-Shell"))
        .statusCode(200)
        .body("action", equalTo("record"));

    assertThat(detected().getFirst().proven()).isFalse();
    assertThatNoRunIsCancelled();
  }

  @Test
  void whoever_read_the_correlation_id_of_a_job_in_its_log_ends_nothing() {
    lockDown();
    know("ci.yml", Agent.RUN, Verification.CORRELATION, "198.51.100.1");

    byOneTimeKey("Reverse-Shell").body("action", equalTo("record"));

    assertThatNoRunIsCancelled();
  }

  @Test
  void a_lookup_of_another_run_verifies_nothing() {
    lockDown();
    lookUp("1", "ci.yml").statusCode(200);

    byOneTimeKey("Reverse-Shell").body("action", equalTo("record"));

    assertThatNoRunIsCancelled();
  }

  @Test
  void a_policy_at_the_workflow_exempts_its_jobs() {
    lockDown();
    exemptWorkflow();
    lookUp(Agent.RUN, "ci.yml").statusCode(200);

    byOneTimeKey("Reverse-Shell")
        .body("action", equalTo("record"))
        .body("policy", equalTo("exempt"))
        .body("scope.level", equalTo("workflow"))
        .body("scope.workflow", equalTo("ci.yml"));
    byRunnerKey(agent.runnerKey(), "Reverse-Shell").body("policy", equalTo("exempt"));
  }

  @Test
  void a_workflow_that_the_reporter_claims_exempts_nobody() {
    lockDown();
    exemptWorkflow();
    var body =
        """
        {"detection": "Reverse-Shell", "timestamp": "%s", "workflow": "ci.yml", "run_id": "4711"}\
        """
            .formatted(Agent.now());

    report("vm-api-key " + agent.runnerKey(), body)
        .body("action", equalTo("terminate"))
        .body("policy", equalTo("strict"));

    assertThatNoRunIsCancelled();
  }

  @Test
  void a_job_that_another_instance_looked_up_is_known_from_the_projections() {
    lockDown();
    exemptWorkflow();
    know("ci.yml", Agent.RUN, Verification.CORRELATION);
    byOneTimeKey("Reverse-Shell").body("policy", equalTo("exempt"));
    assertThat(detected().getFirst().job().name()).hasToString("build");

    know("other.yml", Agent.RUN, Verification.CORRELATION);
    byOneTimeKey("Reverse-Shell")
        .body("action", equalTo("terminate"))
        .body("policy", equalTo("strict"));

    know("other.yml", "1", Verification.CORRELATION);
    byOneTimeKey("Reverse-Shell").body("action", equalTo("record"));
  }

  @Test
  void a_job_that_cannot_be_asked_about_counts_as_unknown() {
    lockDown();
    exemptWorkflow();
    insights.lose(new CorrelationId(agent.correlation));

    byRunnerKey(agent.runnerKey(), "Reverse-Shell").body("action", equalTo("terminate"));
    byOneTimeKey("Reverse-Shell").body("action", equalTo("record"));
  }

  @Test
  void the_run_of_a_job_that_is_not_verified_is_never_cancelled() {
    lockDown();
    know(null, Agent.RUN, Verification.NONE);

    byRunnerKey(agent.runnerKey(), "Reverse-Shell").body("action", equalTo("terminate"));

    assertThat(detected().getFirst().job().run()).isNull();
    assertThatNoRunIsCancelled();
  }

  @Test
  void the_answer_does_not_wait_for_the_record() {
    lockDown();
    var key = agent.runnerKey();
    telemetry.taken(false);
    try {
      byRunnerKey(key, "Reverse-Shell").statusCode(200).body("action", equalTo("terminate"));
    } finally {
      telemetry.taken(true);
    }

    assertThat(detected()).isEmpty();
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("sallyport_lockdown_unrecorded_total"))
        .body(not(containsString("sallyport_lockdown_unrecorded_total 0.0")))
        .body(
            containsString(
                "sallyport_lockdown_answers_total{action=\"terminate\",job=\"unknown\"}"));
  }

  @Test
  void while_the_policies_are_not_known_the_agent_is_to_ask_again() {
    var key = agent.key();
    engine.memory().condemn(Owner.organization(agent.owner));

    agent
        .report("detections", key, body("Reverse-Shell"))
        .statusCode(503)
        .header("Retry-After", notNullValue());

    assertThat(detected()).isEmpty();
  }

  @Test
  void whoever_reports_needs_a_key_of_the_job_or_of_its_organization() {
    var body = body("Reverse-Shell");
    agent.report("detections", "", body).statusCode(401);
    agent.report("detections", new Agent().key(), body).statusCode(401);
    report("vm-api-key sp_nobody-has-this", body).statusCode(401);
    report("vm-api-key " + new Agent().runnerKey(), body).statusCode(403);
    report("Bearer " + Api.ADMIN, body).statusCode(403);

    assertThat(detected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"timestamp\": \"2026-01-02T03:04:05Z\"}",
        "{\"detection\": \"Reverse-Shell\"}",
        "{\"detection\": \"Reverse-Shell\", \"timestamp\": \"yesterday\"}",
        "{\"detection\": \"reverse-shell\", \"timestamp\": \"2026-01-02T03:04:05Z\"}",
        "{\"detection\": \"Domain-Blocked\", \"timestamp\": \"2026-01-02T03:04:05Z\"}",
        "{\"detection\": \"Reverse-Shell\", \"timestamp\": \"2026-01-02T03:04:05Z\", \"tool\": {\"name\": 1}}",
        "{\"detection\": \"Reverse-Shell\", \"timestamp\": \"2026-01-02T03:04:05Z\", \"detail\": {}}",
      })
  void a_detection_that_cannot_be_read_is_a_problem(String body) {
    report("vm-api-key " + agent.runnerKey(), body)
        .statusCode(400)
        .contentType("application/problem+json");

    assertThat(detected()).isEmpty();
  }

  @Test
  void what_is_too_large_is_refused_and_what_is_deep_is_cut() {
    var key = "vm-api-key " + agent.runnerKey();
    report(key, body("Reverse-Shell") + " ".repeat(64 << 10)).statusCode(413);
    var deep = new StringBuilder("{\"name\": \"p0\"");
    for (var i = 1; i <= 100; i++) {
      deep.append(", \"parent\": {\"name\": \"p%d\"".formatted(i));
    }
    deep.append("}".repeat(101));
    report(
            key,
            """
            {"detection": "Reverse-Shell", "timestamp": "9999-01-01T00:00:00Z",
             "detail": "a\\u0000b", "tool": %s}\
            """
                .formatted(deep))
        .statusCode(200);

    var event = detected().getFirst();
    assertThat(event.processes().processes()).hasSize(64);
    assertThat(event.processes().cut()).isTrue();
    assertThat(event.time().replaced()).isTrue();
    assertThat(event.detail()).isEqualTo("a�b");
  }

  @Test
  void a_job_cannot_talk_its_agent_down() {
    var key = agent.key();
    var body = body("Reverse-Shell");
    var last = agent.report("detections", key, body);
    // Two minutes may share them; nobody takes so long.
    for (var i = 0; i < 2 * DetectionsResource.A_MINUTE_OF_A_KIND; i++) {
      if (last.extract().statusCode() != 200) {
        break;
      }
      last = agent.report("detections", key, body);
    }
    // This answer and no other: the next may fall into the next minute.
    last.statusCode(429)
        .header("Retry-After", notNullValue())
        .body("type", equalTo("/docs/problems#too-many-requests"));

    agent.report("detections", key, body("Privileged-Container")).statusCode(200);
    byRunnerKey(agent.runnerKey(), "Reverse-Shell").statusCode(200);
  }

  private ValidatableResponse byRunnerKey(String key, String detection) {
    return report("vm-api-key " + key, body(detection));
  }

  private ValidatableResponse byOneTimeKey(String detection) {
    return agent.report("detections", agent.key(), body(detection));
  }

  private ValidatableResponse report(String authorization, String body) {
    return Agent.from("192.0.2.1")
        .header("Authorization", authorization)
        .body(body)
        .post(
            "/v1/github/{owner}/{repo}/actions/jobs/{cid}/detections",
            agent.owner,
            agent.repo,
            agent.correlation)
        .then();
  }

  private static String body(String detection) {
    return """
    {"detection": "%s", "timestamp": "%s", "detail": "to 203.0.113.66",
     "tool": {"name": "bash", "sha256": "a", "parent": {"name": "npm", "parent": null}}}\
    """
        .formatted(detection, Agent.now());
  }

  private ValidatableResponse lookUp(String run, String workflow) {
    return lookUp("192.0.2.1", run, workflow);
  }

  private ValidatableResponse lookUp(String address, String run, String workflow) {
    return Agent.from(address)
        .header("Authorization", "vm-api-key " + agent.runnerKey())
        .queryParam("workflow", workflow)
        .queryParam("run_id", run)
        .queryParam("correlationId", agent.correlation)
        .get(TelemetryPlay.LOOKUP, agent.owner, agent.repo)
        .then();
  }

  private void know(@Nullable String workflow, String run, Verification verification) {
    know(workflow, run, verification, "192.0.2.1");
  }

  private void know(
      @Nullable String workflow, String run, Verification verification, String lookedUpFrom) {
    var now = Instant.now();
    insights.know(
        new RunJob(
            new MonitoredJob(
                agent.repository(), new RunId(run), new CorrelationId(agent.correlation)),
            new JobName("build"),
            workflow == null ? null : new WorkflowFile(workflow),
            null,
            verification,
            Claim.of(new SourceAddress("192.0.2.1")),
            new RunJob.Lookup(now, new SourceAddress(lookedUpFrom), null),
            now,
            now,
            new RunJob.Counts(0, 0, 0, 0),
            0));
  }

  private void lockDown() {
    save("strict", true);
    attach("strict", ORGANIZATION);
  }

  private void exemptWorkflow() {
    save("exempt", false);
    attach("exempt", WORKFLOW);
  }

  private void save(String policy, boolean lockdown) {
    Api.yaml(
            """
            egress-policy: audit
            lockdown-mode:
              enabled: %s
              detections:
                - Reverse-Shell
            """
                .formatted(lockdown))
        .put(Api.policy(agent.owner, policy))
        .then()
        .statusCode(201);
  }

  private void attach(String policy, String where) {
    Api.json(where.formatted(agent.owner))
        .post(Api.policy(agent.owner, policy) + "/attach")
        .then()
        .statusCode(200);
  }

  private List<ProcessDetected> detected() {
    return telemetry.recorded(agent.repository()).stream()
        .filter(ProcessDetected.class::isInstance)
        .map(ProcessDetected.class::cast)
        .toList();
  }

  // GitHub is asked behind the answer: what comes later shows that nothing is under way any more.
  private void assertThatNoRunIsCancelled() {
    var later = "/%s/App/actions/runs/99/cancel".formatted(agent.owner);
    lookUp("99", "other.yml").statusCode(200);
    byRunnerKey(agent.runnerKey(), "Reverse-Shell").body("action", equalTo("terminate"));
    Soon.is("the other run is cancelled", () -> asked().contains(later));
    assertThat(asked()).doesNotContain("/%s/App/actions/runs/%s".formatted(agent.owner, Agent.RUN));
  }

  private String asked() {
    return given().get(github.resolve("asked")).then().statusCode(200).extract().asString();
  }
}
