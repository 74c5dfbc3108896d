package dev.sallyport.service.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sallyport.domain.telemetry.TelemetryEvent.DetectionResolved;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.management.MemoryEngine;
import dev.sallyport.topology.telemetry.MemoryTelemetry;
import dev.sallyport.topology.telemetry.Telemetry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Detections, as the MCP server asks for them (wire contract B.5), and who saw to them. */
@QuarkusTest
@TestProfile(InMemory.class)
class LookingThroughDetectionsTest {
  private final String owner = Api.newOwner();
  private final String detections = "/v1/github/%s/actions/detections".formatted(owner);
  private String key = "";
  private final MemoryTelemetry telemetry;

  @Inject
  LookingThroughDetectionsTest(Telemetry telemetry) {
    this.telemetry = (MemoryTelemetry) telemetry;
  }

  @BeforeEach
  void the_organization_has_a_runner_key() {
    key = PlayedJob.runnerKey(owner, "prod");
  }

  private ValidatableResponse list(String parameters) {
    return Api.terraform().get(detections + "?" + parameters).then().statusCode(200);
  }

  private PlayedJob blocked(String host) {
    return PlayedJob.verified(key, owner, "App", "11", "ci.yml").isBlocked(host, 443, "curl");
  }

  @Test
  void one_has_the_members_that_clients_read() {
    blocked("evil.example");

    var data =
        list("detection_id=Domain-Blocked&status=new&limit=50")
            .header("Cache-Control", "private, no-cache")
            .extract()
            .jsonPath();

    assertThat(data.getMap("data"))
        .containsEntry("count", 1)
        .containsEntry("has_more", false)
        .containsEntry("next_token", "");
    assertThat(data.getMap("data.detections[0]"))
        .containsEntry("owner", owner)
        .containsEntry("repo", "App")
        .containsEntry("run_id", "11")
        .containsEntry("job", "build")
        .containsEntry("job_id", "")
        .containsEntry("workflow_path", ".github/workflows/ci.yml")
        .containsEntry("direct_ip_address", "")
        .containsEntry("is_resolved", false)
        .containsEntry("is_suppressed", false)
        .containsEntry("endpoint", "evil.example:443")
        .containsEntry("detection_id", "Domain-Blocked")
        .containsEntry("cluster", "prod")
        .doesNotContainKeys("process_events", "expected_outbound_connections");
    assertThat(data.getString("data.detections[0].id")).matches("[0-9a-f]{32}");
    assertThat(data.getString("data.detections[0].timestamp")).endsWith("Z");
    assertThat(data.getString("data.detections[0].tool.name")).isEqualTo("curl");
    assertThat(data.getString("data.detections[0].tool.parent.name")).isEqualTo("bash");
    assertThat(data.getMap("data.detections[0].tool.parent")).containsEntry("parent", null);
  }

  @Test
  void a_type_that_nothing_here_can_detect_has_none() {
    blocked("evil.example");

    list("detection_id=Secret-In-Build-Log")
        .body("data.count", equalTo(0))
        .body("data.detections", empty());
    list("detection_id=domain-blocked").body("data.detections", empty());
    list("limit=50").body("data.detections", hasSize(1));
  }

  @Test
  void suspicious_process_events_stand_for_all_that_is_about_processes() {
    PlayedJob.verified(key, owner, "App", "11", "ci.yml")
        .detects("Reverse-Shell")
        .detects("Privileged-Container")
        .detects("Runner-Worker-Memory-Read")
        .isBlocked("evil.example", 443, "curl");

    list("detection_id=Suspicious-Process-Events")
        .body(
            "data.detections.detection_id",
            containsInAnyOrder(
                "Reverse-Shell", "Privileged-Container", "Runner-Worker-Memory-Read"))
        .body("data.detections.process_events", everyItem(hasSize(1)))
        .body("data.detections.endpoint", everyItem(nullValue()))
        .body("data.detections[0].process_events[0].tool.parent.name", equalTo("npm"))
        .body("data.detections.action", everyItem(equalTo("record")));
    list("detection_id=Reverse-Shell").body("data.detections", hasSize(1));
  }

  @Test
  void a_call_that_is_new_tells_what_was_expected() {
    for (var run = 1; run <= MemoryEngine.STABLE_AFTER + 2; run++) {
      PlayedJob.verified(key, owner, "app", "" + run, "ci.yml").calls("github.com", 443, "git");
    }
    PlayedJob.verified(key, owner, "app", "99", "ci.yml").calls("evil.example", 443, "curl");

    list("detection_id=New-Outbound-Network-Call")
        .body("data.detections.endpoint", contains("evil.example:443"))
        .body("data.detections[0].expected_outbound_connections", contains("github.com:443"));
  }

  @Test
  void the_newest_come_first_and_no_more_than_were_asked_for() {
    var job = blocked("one.example");
    job.isBlocked("two.example", 443, "curl").isBlocked("three.example", 443, "curl");

    list("limit=2")
        .body("data.count", equalTo(2))
        .body("data.has_more", equalTo(true))
        .body("data.detections.endpoint", contains("three.example:443", "two.example:443"));
    list("limit=3").body("data.has_more", equalTo(false));
    list("limit=100000").body("data.count", equalTo(3));
    Api.admin().get(detections + "?limit=0").then().statusCode(400);
    Api.admin().get(detections + "?status=old").then().statusCode(400);
  }

  @Test
  void what_a_rule_matches_is_suppressed() {
    blocked("mirror.example").isBlocked("evil.example", 443, "curl");
    Api.json(
            """
            {"id": "Domain-Blocked", "name": "mirror", "description": "",
             "conditions": {"owner": "%s", "endpoint": "mirror.example"},
             "severity_action": {"type": "ignore"}}\
            """
                .formatted(owner))
        .post("/v1/default/detection-rules")
        .then()
        .statusCode(201);

    list("status=new").body("data.detections.endpoint", contains("evil.example:443"));
    list("status=suppressed")
        .body("data.detections.endpoint", contains("mirror.example:443"))
        .body("data.detections[0].is_suppressed", equalTo(true))
        .body("data.detections[0].status", equalTo("suppressed"));
    var suppressed = id("status=suppressed");
    resolve(suppressed).body("status", equalTo("resolved")).body("is_suppressed", equalTo(true));
    list("status=suppressed").body("data.detections", empty());
    list("status=resolved").body("data.detections.id", contains(suppressed));
  }

  @Test
  void somebody_sees_to_one_and_opens_it_again() {
    var job = blocked("evil.example");
    var id = id("status=new");

    resolve(id)
        .body("id", equalTo(id))
        .body("is_resolved", equalTo(true))
        .body("resolved_by.name", equalTo("bootstrap"));
    list("status=new").body("data.detections", empty());
    list("status=resolved").body("data.detections.id", contains(id));
    resolve(id).body("status", equalTo("resolved"));

    Api.admin()
        .post(detections + "/" + id + "/reopen")
        .then()
        .statusCode(200)
        .body("is_resolved", equalTo(false))
        .body("resolved_by", nullValue());
    list("status=new").body("data.detections.id", contains(id));

    var records =
        telemetry.recorded(job.repository()).stream()
            .filter(DetectionResolved.class::isInstance)
            .map(DetectionResolved.class::cast)
            .toList();
    assertThat(records).as("what is so already leaves none").hasSize(2);
    assertThat(records.getFirst().resolved()).isTrue();
    assertThat(records.getFirst().actor().name()).isEqualTo("bootstrap");
    assertThat(records.getLast().resolved()).isFalse();
  }

  @Test
  void one_that_is_not_there_cannot_be_seen_to() {
    Api.admin()
        .post(detections + "/0123456789abcdef0123456789abcdef/resolve")
        .then()
        .statusCode(404)
        .body("type", endsWith("#unknown-detection"));
    Api.admin().post(detections + "/1/resolve").then().statusCode(400);
  }

  @Test
  void whoever_may_not_change_policies_sees_to_none() {
    blocked("evil.example");
    var id = id("status=new");
    var reader =
        Api.json("{\"kind\": \"read-only\", \"name\": \"r\"}")
            .post("/v1/github/%s/api-keys".formatted(owner))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("key");

    Api.as(reader).get(detections).then().statusCode(200);
    Api.as(reader).post(detections + "/" + id + "/resolve").then().statusCode(403);
    Api.as(reader).post(detections + "/" + id + "/reopen").then().statusCode(403);
    list("status=new").body("data.detections.id", contains(id));
  }

  @Test
  void what_kafka_does_not_take_is_not_answered_as_done() {
    blocked("evil.example");
    var id = id("status=new");
    telemetry.taken(false);
    try {
      Api.admin()
          .post(detections + "/" + id + "/resolve")
          .then()
          .statusCode(503)
          .body("type", endsWith("#service-unavailable"));
    } finally {
      telemetry.taken(true);
    }
    list("status=new").body("data.detections.id", contains(id));
  }

  @Test
  void the_tenants_are_those_of_all_organizations() {
    var other = Api.newOwner();
    PlayedJob.verified(PlayedJob.runnerKey(other, null), other, "lib", "12", "ci.yml")
        .isBlocked("evil.example", 443, "curl");
    blocked("evil.example");
    var tenant = "/v1/github/customers/default/actions/detections?limit=200";

    Api.admin()
        .get(tenant + "&detection_id=Domain-Blocked")
        .then()
        .statusCode(200)
        .body("data.detections.owner", hasItem(owner))
        .body("data.detections.owner", hasItem(other));
    Api.admin().get(tenant + "&detection_id=Domain-Blocked&limit=1").then().statusCode(400);
    Api.admin()
        .get("/v1/github/customers/default/actions/detections?limit=1")
        .then()
        .body("data.count", equalTo(1))
        .body("data.has_more", equalTo(true));
    Api.admin()
        .get("/v1/github/customers/other/actions/detections")
        .then()
        .statusCode(404)
        .body("type", endsWith("#unknown-tenant"));
    var own =
        Api.json("{\"kind\": \"read-only\", \"name\": \"r\"}")
            .post("/v1/github/%s/api-keys".formatted(owner))
            .then()
            .extract()
            .<String>path("key");
    Api.as(own).get(tenant).then().statusCode(403);
  }

  @Test
  void an_organization_of_the_name_customers_is_one_like_others() {
    PlayedJob.runnerKey("customers", null);

    Api.admin().get("/v1/github/customers/actions/detections").then().statusCode(200);
    Api.admin().get("/v1/github/customers/actions/policies").then().statusCode(200);
    Api.admin().get("/v1/github/customers/actions/runs").then().statusCode(200);
    Api.admin().get("/v1/github/customers/app/actions/runs").then().statusCode(200);
    Api.admin()
        .get("/v1/github/customers/app/actions/runs/1")
        .then()
        .statusCode(404)
        .body("type", endsWith("#unknown-run"));
    PlayedJob.verified(PlayedJob.runnerKey("customers", null), "customers", "app", "1", "ci.yml")
        .isBlocked("evil.example", 443, "curl");
    Api.admin()
        .get("/v1/github/customers/actions/detections")
        .then()
        .body("data.detections", not(empty()));
  }

  private String id(String parameters) {
    return list(parameters).extract().path("data.detections[0].id");
  }

  private ValidatableResponse resolve(String id) {
    return Api.admin().post(detections + "/" + id + "/resolve").then().statusCode(200);
  }
}
