package dev.sallyport.service.management;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Names in paths, as they stand in the request line. */
@QuarkusTest
@TestProfile(InMemory.class)
class SpellingPathsTest {
  private final String owner = Api.newOwner();

  @Test
  void never_takes_a_part_of_a_name_for_the_name() {
    Api.block(owner, "foo", "a.example:443");

    refused(
        Api.yaml("egress-policy: audit\n")
            .urlEncodingEnabled(false)
            .put(Api.policy(owner, "foo;bar")));
    refused(Api.admin().urlEncodingEnabled(false).delete(Api.policy(owner, "foo;")));
    refused(Api.admin().urlEncodingEnabled(false).get("/v1;x=1/github/" + owner + "/api-keys"));

    Api.admin()
        .get(Api.policy(owner, "foo"))
        .then()
        .statusCode(200)
        .body("egress_policy", equalTo("block"));
  }

  @Test
  void refuses_a_lookup_of_a_repository_that_cannot_be() {
    refused(
        Api.admin()
            .urlEncodingEnabled(false)
            .get("/v1/github/%s/app;x/actions/policies/workflow-policy".formatted(owner)));
  }

  @Test
  void takes_a_semicolon_that_is_written_as_it_has_to_be() {
    Api.audit(owner, "foo");
    Api.yaml("egress-policy: block\nallowed-endpoints: a.example:443\n")
        .urlEncodingEnabled(false)
        .put(Api.policy(owner, "foo%3Bbar"))
        .then()
        .statusCode(201);

    Api.admin()
        .urlEncodingEnabled(false)
        .get(Api.policy(owner, "foo%3Bbar"))
        .then()
        .statusCode(200)
        .body("policyName", equalTo("foo;bar"));
    Api.admin()
        .get(Api.policy(owner, "foo"))
        .then()
        .statusCode(200)
        .body("egress_policy", equalTo("audit"));
  }

  private static void refused(Response answer) {
    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", endsWith("#invalid-request"))
        .body("detail", containsString("%3B"));
  }
}
