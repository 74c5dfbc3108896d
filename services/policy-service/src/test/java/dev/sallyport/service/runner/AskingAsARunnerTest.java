package dev.sallyport.service.runner;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.notNullValue;

import dev.sallyport.service.IssuerUnderTest;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.topology.view.MemoryView;
import dev.sallyport.topology.view.PolicyView;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
@QuarkusTestResource(IssuerUnderTest.class)
class AskingAsARunnerTest extends RunnerPlay {
  private static final String LOOKUP = "/v1/github/acme/app/actions/policies/workflow-policy";

  private final PolicyView view;

  @Inject
  AskingAsARunnerTest(PolicyView view) {
    this.view = view;
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
