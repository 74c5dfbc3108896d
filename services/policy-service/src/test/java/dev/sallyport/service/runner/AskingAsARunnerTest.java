package dev.sallyport.service.runner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.service.IssuerUnderTest;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.topology.telemetry.MemoryTelemetry;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.view.MemoryView;
import dev.sallyport.topology.view.PolicyView;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
@QuarkusTestResource(IssuerUnderTest.class)
class AskingAsARunnerTest extends RunnerPlay {
  private static final String LOOKUP = "/v1/github/acme/app/actions/policies/workflow-policy";

  private final PolicyView view;
  private final Telemetry telemetry;

  @Inject
  AskingAsARunnerTest(PolicyView view, Telemetry telemetry) {
    this.view = view;
    this.telemetry = telemetry;
  }

  @Test
  void leaves_a_record_of_the_policy_that_it_got_by_name() {
    var owner = Clients.newOwner();
    Clients.save(owner, "p1", "\"egress_policy\":\"block\"");
    for (var policy : List.of("p1", "none")) {
      given()
          .header("Authorization", "Bearer " + Clients.token(owner, _ -> {}))
          .get("/v1/github/{owner}/actions/policies/{policy}", owner, policy);
    }

    var lookups =
        ((MemoryTelemetry) telemetry)
            .recorded(RepositoryFullName.of(owner, "app")).stream()
                .map(PolicyLookedUp.class::cast)
                .toList();
    assertThat(lookups).hasSize(2);
    assertThat(lookups)
        .allSatisfy(it -> {
          assertThat(it.run()).hasToString("4711");
          assertThat(it.proof()).isEqualTo(new LookupProof.OfIdentityToken());
        });
    assertThat(Objects.requireNonNull(lookups.getFirst().answered()).scope()).isNull();
    assertThat(lookups.getLast().answered()).isNull();
  }

  @Test
  void is_never_told_that_there_is_no_policy_while_the_state_is_read() {
    var memory = (MemoryView) view;
    memory.caughtUp(false);
    try {
      Clients.runner("sp_a-key-that-may-well-be-good")
          .get(LOOKUP)
          .then()
          .statusCode(503)
          .header("Retry-After", notNullValue());
      given().get("/v1/github/acme/app/actions/policies/workflow-check").then().statusCode(503);
      given().get("/v1/global-blocklist").then().statusCode(503);
      given().get("/q/health/ready").then().statusCode(503);
      given().get("/q/health/live").then().statusCode(200);
    } finally {
      memory.caughtUp(true);
    }
    given().get("/q/health/ready").then().statusCode(200);
  }
}
