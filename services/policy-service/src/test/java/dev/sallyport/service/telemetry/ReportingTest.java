package dev.sallyport.service.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.OneTimeKeySecret;
import dev.sallyport.domain.telemetry.OneTimeKeys;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import dev.sallyport.settings.SecretFile;
import dev.sallyport.topology.telemetry.MemoryTelemetry;
import dev.sallyport.topology.telemetry.Telemetry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer to what jobs report, and to what only looks like it. */
@QuarkusTest
@TestProfile(BehindAProxy.class)
class ReportingTest extends TelemetryPlay {
  private static final int MOST = 64 << 10;

  private final MemoryTelemetry telemetry;

  @Inject
  ReportingTest(Telemetry telemetry) {
    this.telemetry = (MemoryTelemetry) telemetry;
  }

  @Override
  List<TelemetryEvent> recorded(RepositoryFullName repository) {
    return telemetry.recorded(repository);
  }

  @Test
  void a_report_needs_the_key_of_its_very_job() {
    var key = agent.key();
    var other = new Agent();
    var body = Agent.dns("a.example.", Agent.now());

    refused(agent.report("dns", "", body));
    refused(agent.report("dns", "made up", body));
    refused(agent.report("dns", other.key(), body));
    refused(other.report("dns", key, body));
    refused(other.report("networkconnection", key, body));
    refused(agent.report("dns", key.substring(0, key.length() - 2) + "AA", body));
    refused(agent.report("dns", issued(Instant.now().minus(Duration.ofDays(6))), body));

    agent.report("dns", issued(Instant.now().minus(Duration.ofDays(4))), body).statusCode(200);
    assertThat(recorded(agent.repository())).hasSize(2);
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("sallyport_telemetry_refused_total{reason=\"missing-key\"}"))
        .body(containsString("sallyport_telemetry_refused_total{reason=\"forged-key\"}"))
        .body(containsString("sallyport_telemetry_refused_total{reason=\"expired-key\"}"));
  }

  private static void refused(ValidatableResponse answer) {
    answer.statusCode(401).contentType("application/problem+json");
  }

  private String issued(Instant at) {
    var secret =
        new OneTimeKeySecret(SecretFile.in(Path.of("target/in-memory"), "telemetry-secret"));
    return new OneTimeKeys(secret, Optional.empty())
        .issue(
            new MonitoredJob(
                agent.repository(), new RunId(Agent.RUN), new CorrelationId(agent.correlation)),
            Claim.of(new SourceAddress("192.0.2.1")),
            at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"domainName\": ",
        "{\"ipAddress\": \"1.2.3.4\", \"timestamp\": \"2026-01-02T03:04:05Z\"}",
        "{\"domainName\": \"a.\", \"timestamp\": \"2026-01-02T03:04:05Z\"}",
        "{\"domainName\": \"a.\", \"ipAddress\": \"1.2.3.4\"}",
        "{\"domainName\": \"a.\", \"ipAddress\": \"1.2.3.4\", \"timestamp\": \"yesterday\"}",
        "{\"domainName\": \"a.\", \"ipAddress\": \"here\", \"timestamp\": \"2026-01-02T03:04:05Z\"}",
        "{\"domainName\": [], \"ipAddress\": \"1.2.3.4\", \"timestamp\": \"2026-01-02T03:04:05Z\"}",
      })
  void a_name_that_cannot_be_read_is_a_problem(String body) {
    agent.report("dns", agent.key(), body).statusCode(400).contentType("application/problem+json");

    assertThat(recorded(agent.repository())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"port\": \"443\"",
        "\"ipAddress\": \"1.2.3.4\", \"port\": \"https\"",
        "\"ipAddress\": \"1.2.3.4\", \"port\": \"65536\"",
        "\"ipAddress\": \"1.2.3.4\", \"tool\": {\"name\": 1}",
        "\"ipAddress\": \"1.2.3.4\", \"tool\": {\"parent\": []}",
        "\"ipAddress\": \"1.2.3.4\", \"tool\": {\"parent\": {}",
      })
  void a_connection_that_cannot_be_read_is_a_problem(String members) {
    agent
        .report(
            "networkconnection",
            agent.key(),
            "{\"timestamp\": \"2026-01-02T03:04:05Z\", %s}".formatted(members))
        .statusCode(400)
        .contentType("application/problem+json");

    assertThat(recorded(agent.repository())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"ipAddress\": \"1.2.3.4\"",
        "\"domainName\": \"a.example.\", \"ipAddress\": \"\"",
        "\"ipAddress\": \"1.2.3.4\", \"port\": 443, \"tool\": null",
        "\"ipAddress\": \"1.2.3.4\", \"tool\": {\"name\": \"Unknown\", \"sha256\": \"Unknown\","
            + " \"parent\": null}",
        "\"ipAddress\": \"2001:db8::1\", \"tool\": {\"name\": \"\", \"sha256\": \"\"}",
        "\"ipAddress\": \"1.2.3.4\", \"tool\": {\"name\": \"c\\u0000url\\n\", \"sha256\": null}",
      })
  void what_agents_send_besides_is_taken(String members) {
    agent
        .report(
            "networkconnection",
            agent.key(),
            "{\"timestamp\": \"%s\", %s}".formatted(Agent.now(), members))
        .statusCode(200);

    assertThat(recorded(agent.repository())).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"})
  void a_clock_that_is_far_off_is_not_believed(String time) {
    var before = Instant.now().minusSeconds(1);
    agent.report("dns", agent.key(), Agent.dns("a.example.", time)).statusCode(200);

    assertThat(recorded(agent.repository()).getLast())
        .isInstanceOfSatisfying(
            NameResolved.class,
            it -> {
              assertThat(it.time().replaced()).isTrue();
              assertThat(it.time().at()).isBetween(before, Instant.now());
            });
  }

  @Test
  void a_name_does_not_hide_behind_characters_that_cannot_be_kept() {
    agent
        .report("dns", agent.key(), Agent.dns("se\\u0000cret.EVIL.example.", Agent.now()))
        .statusCode(200);

    assertThat(recorded(agent.repository()).getLast())
        .isInstanceOfSatisfying(
            NameResolved.class,
            it -> assertThat(it.domain().text()).isEqualTo("se�cret.evil.example"));
  }

  @Test
  void of_a_chain_that_has_no_end_the_beginning_is_kept() {
    agent.report("networkconnection", agent.key(), nested(1_500)).statusCode(200);

    assertThat(recorded(agent.repository()).getLast())
        .isInstanceOfSatisfying(
            ConnectionSeen.class,
            it -> {
              assertThat(it.processes().processes()).hasSize(ProcessChain.MOST);
              assertThat(it.processes().cut()).isTrue();
            });
  }

  @Test
  void a_chain_of_64_is_whole() {
    agent.report("networkconnection", agent.key(), nested(63)).statusCode(200);

    assertThat(recorded(agent.repository()).getLast())
        .isInstanceOfSatisfying(
            ConnectionSeen.class,
            it -> {
              assertThat(it.processes().processes()).hasSize(ProcessChain.MOST);
              assertThat(it.processes().cut()).isFalse();
            });
  }

  @Test
  void ten_thousand_parents_and_mere_brackets_overflow_nothing() {
    var key = agent.key();

    agent.report("networkconnection", key, nested(10_000)).statusCode(413);
    agent.report("networkconnection", key, "{\"x\":" + "[".repeat(60_000)).statusCode(400);
    agent.report("networkconnection", key, "{\"x\":".repeat(10_000)).statusCode(400);
    agent
        .report("networkconnection", key, "{\"tool\":" + "{\"parent\":".repeat(6_000))
        .statusCode(400);
  }

  private static String nested(int parents) {
    return "{\"ipAddress\": \"1.2.3.4\", \"timestamp\": \"%s\", \"tool\": ".formatted(Agent.now())
        + "{\"name\":\"sh\",\"sha256\":\"\",\"parent\":".repeat(parents)
        + "{\"name\":\"init\"}"
        + "}".repeat(parents)
        + "}";
  }

  @Test
  void a_body_has_64_kib_at_most() {
    var key = agent.key();
    var report = Agent.dns("a.example.", Agent.now());

    agent.report("dns", key, report + " ".repeat(MOST - report.length())).statusCode(200);
    agent
        .report("dns", key, report + " ".repeat(MOST - report.length() + 1))
        .statusCode(413)
        .contentType("application/problem+json");
    agent.report("dns", key, "x".repeat(10 << 20)).statusCode(413);
    agent
        .monitor(Agent.from("192.0.2.1"), "{\"correlation_id\": \"" + "x".repeat(MOST) + "\"}")
        .statusCode(413);
  }

  @Test
  void bytes_that_are_no_text_are_a_problem() {
    agent.report("dns", agent.key(), new byte[] {0, 0, 0, 1, 2}).statusCode(400);
    agent
        .report(
            "dns",
            agent.key(),
            "{\"domainName\": \"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1))
        .statusCode(400);
  }

  @Test
  void while_kafka_takes_nothing_reports_are_503_and_lookups_do_not_notice() {
    var runnerKey = agent.runnerKey();
    var key = agent.key();
    telemetry.taken(false);
    try {
      agent
          .monitor(Agent.from("192.0.2.1"))
          .statusCode(503)
          .header("Retry-After", equalTo("1"))
          .contentType("application/problem+json");
      agent
          .report("dns", key, Agent.dns("a.example.", Agent.now()))
          .statusCode(503)
          .header("Retry-After", equalTo("1"));
      lookUp(runnerKey, "1", "c").statusCode(404);
    } finally {
      telemetry.taken(true);
    }
    agent.report("dns", key, Agent.dns("a.example.", Agent.now())).statusCode(200);
    given().get("/q/metrics").then().body(containsString("sallyport_lookup_unrecorded_total 1.0"));
  }
}
