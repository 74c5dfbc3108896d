package dev.sallyport.service.management;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sallyport.service.startup.Engine;
import dev.sallyport.service.startup.Vitals;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class WatchingTheServiceTest {
  private final MemoryEngine engine;

  @Inject
  WatchingTheServiceTest(Engine engine) {
    this.engine = (MemoryEngine) engine;
  }

  @BeforeEach
  void ail() {
    engine.vitals(
        new Vitals(
            7,
            Map.of("Changed", 41L, "UnknownPolicy", 3L, "Repeated", 2L),
            List.of("policy-commands-1 at offset 5: an event that cannot be"),
            List.of(),
            Map.of("view", "the brokers are gone", "registry", "ids differ")));
  }

  @AfterEach
  void recover() {
    engine.vitals(Vitals.NONE);
  }

  @Test
  void counts_what_is_decided_waits_or_has_stopped() {
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("sallyport_commands_in_flight 7.0"))
        .body(containsString("sallyport_decided_total{end=\"changed\"} 41.0"))
        .body(containsString("sallyport_decided_total{end=\"unknown-policy\"} 3.0"))
        .body(containsString("sallyport_decided_total{end=\"repeated\"} 2.0"))
        .body(containsString("sallyport_decided_total{end=\"unreadable\"} 0.0"))
        .body(containsString("sallyport_partitions_stopped{part=\"decider\"} 1.0"))
        .body(containsString("sallyport_partitions_stopped{part=\"history\"} 0.0"));
  }

  @Test
  void shows_troubles_and_stays_ready() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks[0].data.view", equalTo("the brokers are gone"))
        .body("checks[0].data.registry", equalTo("ids differ"));
    given()
        .get("/q/health/group/changes")
        .then()
        .statusCode(200)
        .body("checks[0].data.view", equalTo("the brokers are gone"));
  }

  @Test
  void shows_none_where_there_are_none() {
    recover();

    given().get("/q/health/ready").then().statusCode(200).body(not(containsString("registry")));
  }
}
