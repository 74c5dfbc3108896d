package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Names in paths, as they stand in the request line. */
@QuarkusTest
@TestProfile(InMemory.class)
class SpellingPathsTest {
  private final String owner = Api.newOwner();

  @TestHTTPResource("/")
  URI service = URI.create("");

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
  void closes_the_connection_on_which_the_body_was_not_read() throws Exception {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "PUT /v1/a;b HTTP/1.1\r\nHost: %s\r\nContent-Length: 5\r\n\r\nhello"
                  .formatted(service.getAuthority())
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ")
          .containsIgnoringCase("connection: close");
    }
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
