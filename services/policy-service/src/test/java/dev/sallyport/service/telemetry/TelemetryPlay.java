package dev.sallyport.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.telemetry.ObservedPort;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof.OfRunnerKey;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.service.management.Api;
import dev.sallyport.topology.view.Soon;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A job from its lookup to its reports, and what is recorded of it (wire contract A.1, A.3, D.2).
 */
abstract class TelemetryPlay {
  static final String LOOKUP = "/v1/github/{owner}/{repo}/actions/policies/workflow-policy";

  final Agent agent = new Agent();

  abstract List<TelemetryEvent> recorded(RepositoryFullName repository);

  @BeforeEach
  void wait_until_changes_can_be_made() {
    Api.awaitChanges();
  }

  @Test
  void a_monitored_job_gets_its_key_and_its_reports_are_recorded() {
    var answer =
        agent
            .monitor(Agent.from("2001:db8::1"))
            .statusCode(200)
            .contentType("application/json")
            .header("Cache-Control", "no-store")
            .body("one_time_key", matchesPattern("otk2\\..*"))
            .body("monitoring_started", equalTo(true))
            .extract();
    var key = answer.<String>path("one_time_key");
    assertThat(answer.jsonPath().getMap("").keySet())
        .isEqualTo(java.util.Set.of("runner_ip_address", "one_time_key", "monitoring_started"));

    agent
        .report("dns", key, Agent.dns("NPM-registry.example.", Agent.now()))
        .statusCode(200)
        .body(equalTo(""));
    agent
        .report(
            "networkconnection",
            key,
            """
            {"ipAddress": "104.16.1.34", "port": "443(https)", "domainName": "npm-registry.example.",
             "timestamp": "%s", "status": "Dropped", "matched_policy": "GLOBAL_BLOCKLIST",
             "reason": "exfiltration", "later": {"unknown": [1, {}]},
             "tool": {"parent": {"name": "bash", "sha256": "b", "parent": null},
                      "name": "curl", "sha256": "a"}}\
            """
                .formatted(Agent.now()))
        .statusCode(200)
        .body(equalTo(""));

    var events = recorded(agent.repository());
    assertThat(events).hasSize(3);
    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            JobMonitored.class,
            it -> {
              assertThat(it.job().run().digits()).isEqualTo(Agent.RUN);
              assertThat(it.job().correlation().text()).isEqualTo(agent.correlation);
              assertThat(it.name()).hasToString("build");
              assertThat(it.key()).isNull();
              assertThat(it.source().text()).isEqualTo(answer.path("runner_ip_address"));
            });
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            NameResolved.class,
            it -> {
              assertThat(it.domain().text()).isEqualTo("npm-registry.example");
              assertThat(it.job().run().digits()).isEqualTo(Agent.RUN);
              assertThat(it.time().replaced()).isFalse();
              assertThat(it.block().matched()).isFalse();
            });
    assertThat(events.get(2))
        .isInstanceOfSatisfying(
            ConnectionSeen.class,
            it -> {
              assertThat(it.port()).isEqualTo(new ObservedPort(443));
              assertThat(it.dropped()).isTrue();
              assertThat(it.block().matched()).isTrue();
              assertThat(it.block().reason()).isEqualTo("exfiltration");
              assertThat(it.processes().processes())
                  .containsExactly(
                      new ObservedProcess("curl", "a"), new ObservedProcess("bash", "b"));
              assertThat(it.processes().cut()).isFalse();
            });
  }

  @Test
  void each_answered_lookup_leaves_a_record_one_answered_404_too() {
    var key = agent.runnerKey();
    lookUp(key, "1", "c-1").statusCode(404);
    Api.block(agent.owner, "p1", "github.com:443");
    Api.json(
            "{\"org\":{\"name\":\"%s\",\"apply_to_org\":true,\"repos\":[]}}".formatted(agent.owner))
        .post(Api.policy(agent.owner, "p1") + "/attach")
        .then()
        .statusCode(200);
    lookUp(key, Agent.RUN, agent.correlation).statusCode(200);
    lookUp(key, "no number", "with\ncontrol").statusCode(200);

    Soon.is("three lookups are recorded", () -> recorded(agent.repository()).size() == 3);
    var lookups = recorded(agent.repository()).stream().map(PolicyLookedUp.class::cast).toList();
    assertThat(lookups.getFirst().answered()).isNull();
    assertThat(lookups.get(1))
        .satisfies(it -> {
          var answered = Objects.requireNonNull(it.answered());
          assertThat(answered.policy()).isEqualTo(PolicyName.of("p1"));
          assertThat(answered.version()).isEqualTo(1);
          assertThat(answered.revision()).isPositive();
          assertThat(answered.scope()).isEqualTo(new Scope.Organization());
          assertThat(it.run()).hasToString(Agent.RUN);
          assertThat(it.correlation()).hasToString(agent.correlation);
          assertThat(it.workflow()).hasToString("ci.yml");
          assertThat(it.cluster()).hasToString("prod");
          assertThat(it.proof())
              .isInstanceOfSatisfying(
                  OfRunnerKey.class,
                  proof -> assertThat(proof.key().cluster()).hasToString("prod"));
        });
    assertThat(lookups.get(2).run()).isNull();
    assertThat(lookups.get(2).correlation()).isNull();
  }

  @Test
  void a_monitor_request_with_a_runner_key_names_it() {
    agent
        .monitor(Agent.from("192.0.2.9").header("Authorization", "vm-api-key " + agent.runnerKey()))
        .statusCode(200);

    assertThat(recorded(agent.repository()))
        .singleElement()
        .isInstanceOfSatisfying(
            JobMonitored.class,
            it -> assertThat(Objects.requireNonNull(it.key()).cluster()).hasToString("prod"));
  }

  final io.restassured.response.ValidatableResponse lookUp(
      String key, String run, String correlation) {
    return RestAssured.given()
        .header("Authorization", "vm-api-key " + key)
        .queryParam("workflow", "ci.yml")
        .queryParam("run_id", run)
        .queryParam("correlationId", correlation)
        .get(LOOKUP, agent.owner, agent.repo)
        .then();
  }
}
