package dev.sallyport.service.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.service.management.Api;
import dev.sallyport.topology.telemetry.MemoryTelemetry;
import dev.sallyport.topology.telemetry.Telemetry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is given a one-time key, and who is not. */
@QuarkusTest
@TestProfile(BehindAProxy.class)
class MonitoringTest {
  private final Agent agent = new Agent();
  private final MemoryTelemetry telemetry;

  @Inject
  MonitoringTest(Telemetry telemetry) {
    this.telemetry = (MemoryTelemetry) telemetry;
  }

  private List<TelemetryEvent> recorded(RepositoryFullName repository) {
    return telemetry.recorded(repository);
  }

  @Test
  void a_wrong_credential_is_refused_and_nothing_recorded() {
    agent
        .monitor(Agent.from("192.0.2.1").header("Authorization", "vm-api-key sp_nobody-has-this"))
        .statusCode(401)
        .contentType("application/problem+json");
    var ofAnother =
        Api.json("{\"kind\": \"runner\", \"name\": \"r\"}")
            .post("/v1/github/%s/api-keys".formatted(Api.newOwner()))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("key");
    agent
        .monitor(Agent.from("192.0.2.1").header("Authorization", "vm-api-key " + ofAnother))
        .statusCode(403);

    assertThat(recorded(agent.repository())).isEmpty();
  }

  @Test
  void the_first_to_ask_for_a_job_is_the_only_one() {
    agent.monitor(Agent.from("192.0.2.1")).statusCode(200);
    agent.monitor(Agent.from("192.0.2.1")).statusCode(200);

    agent
        .monitor(Agent.from("192.0.2.2"))
        .statusCode(409)
        .body("type", equalTo("/docs/problems#monitored-elsewhere"));

    assertThat(recorded(agent.repository())).hasSize(2);
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("sallyport_telemetry_refused_total{reason=\"monitored-elsewhere\"}"));
  }

  @Test
  void a_runner_key_comes_before_an_address_and_not_the_other_way_round() {
    agent.monitor(Agent.from("192.0.2.1")).statusCode(200);
    var key = "vm-api-key " + agent.runnerKey();

    agent.monitor(Agent.from("192.0.2.2").header("Authorization", key)).statusCode(200);
    agent.monitor(Agent.from("192.0.2.3").header("Authorization", key)).statusCode(200);
    agent.monitor(Agent.from("192.0.2.1")).statusCode(409);
    agent
        .monitor(Agent.from("192.0.2.2").header("Authorization", "vm-api-key " + agent.runnerKey()))
        .statusCode(409);
  }

  @Test
  void an_address_that_asks_too_often_has_to_wait_and_keeps_nobody_else_waiting() {
    var last = new Agent().monitor(Agent.from("2001:db8:1:2::"));
    // Two minutes may share them; nobody takes so long.
    for (var i = 1; i <= 2 * OpenRate.A_MINUTE_FROM_AN_ADDRESS; i++) {
      if (last.extract().statusCode() != 200) {
        break;
      }
      last = new Agent().monitor(Agent.from("2001:db8:1:2::" + i));
    }
    // This answer and no other: the next may fall into the next minute.
    last.statusCode(429)
        .header("Retry-After", notNullValue())
        .body("type", equalTo("/docs/problems#too-many-requests"));

    new Agent().monitor(Agent.from("2001:db8:1:3::1")).statusCode(200);
    agent
        .monitor(
            Agent.from("2001:db8:1:2::1")
                .header("Authorization", "vm-api-key " + agent.runnerKey()))
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "null",
        "{}",
        "{\"correlation_id\": null}",
        "{\"correlation_id\": \"\"}",
        "{\"correlation_id\": {}}",
        "{\"correlation_id\": \"a\\u0000b\"}",
        "{\"correlation_id\": \"a\\ud800\"}",
        "{\"correlation_id\": \"c\"} x"
      })
  void a_monitor_request_that_cannot_be_read_is_a_problem(String body) {
    agent
        .monitor(Agent.from("192.0.2.1"), body)
        .statusCode(400)
        .contentType("application/problem+json");

    assertThat(recorded(agent.repository())).isEmpty();
  }

  @Test
  void whatever_a_proxy_says_is_where_it_comes_from() {
    agent
        .monitor(Agent.from("unknown"))
        .statusCode(200)
        .body("runner_ip_address", equalTo("unknown"));
  }

  @Test
  void a_run_that_has_no_number_is_a_problem() {
    Agent.from("192.0.2.1")
        .body("{\"correlation_id\": \"c\"}")
        .post("/v1/github/{owner}/app/actions/runs/run-1/monitor", agent.owner)
        .then()
        .statusCode(400)
        .body("type", equalTo("/docs/problems#invalid-name"));
  }

  @Test
  void what_a_job_is_called_costs_it_no_key() {
    agent
        .monitor(
            Agent.from("192.0.2.1"),
            "{\"correlation_id\": \"%s\", \"job\": \"bu\\u0000ild\"}".formatted(agent.correlation))
        .statusCode(200);

    assertThat(recorded(agent.repository()))
        .singleElement()
        .isInstanceOfSatisfying(
            JobMonitored.class, it -> assertThat(it.name()).hasToString("bu�ild"));
  }
}
