package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Query parameters: what is not understood is refused and nothing is done. */
@QuarkusTest
@TestProfile(InMemory.class)
class ReadingQueriesTest {
  private static final String PROD = "{\"clusters\": [\"prod\"]}";

  private final String owner = Api.newOwner();
  private final String policy = Api.policy(owner, "p1");
  private final String attachments = policy + "/attachments";

  @BeforeEach
  void a_policy() {
    Api.audit(owner, "p1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dry-run=TRUE",
        "dry-run=True",
        "dry-run=1",
        "dry-run=yes",
        "dry-run=on",
        "dry-run=true%20",
        "dry-run=false&dry-run=true",
        "dryrun=true",
        "dry_run=true",
        "Dry-Run=true"
      })
  void never_changes_anything_for_a_misspelt_dry_run(String query) {
    var address = attachments + "?" + query;

    refused(raw(PROD).post(address), "dry-run");
    refused(raw(PROD).put(address), "dry-run");
    refused(raw(PROD).delete(address), "dry-run");

    Api.admin().get(attachments).then().body("$", anEmptyMap());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dry-run=true", "dry-run=", "dry-run"})
  void previews(String query) {
    raw(PROD).post(attachments + "?" + query).then().statusCode(200).body("dryRun", equalTo(true));

    Api.admin().get(attachments).then().body("$", anEmptyMap());
  }

  @Test
  void changes_when_it_is_told_to() {
    raw(PROD)
        .post(attachments + "?dry-run=false")
        .then()
        .statusCode(200)
        .body("dryRun", equalTo(false));

    Api.admin().get(attachments).then().body("clusters[0]", equalTo("prod"));
  }

  @Test
  void refuses_a_dry_run_of_what_has_none() {
    refused(raw("egress-policy: block\n").put(policy + "?dry-run=true"), "dry-run");
    refused(raw(PROD).post(policy + "/attach?dry-run=true"), "dry-run");
    refused(Api.admin().delete(policy + "/attach?dry-run=true"), "dry-run");
    refused(Api.admin().delete(policy + "?dry-run=true"), "dry-run");

    Api.admin().get(policy).then().statusCode(200).body("egress_policy", equalTo("audit"));
  }

  @Test
  void refuses_a_dry_run_of_the_block_list() {
    var security =
        Api.json("{\"kind\": \"security\", \"name\": \"s\"}")
            .post("/v1/default/api-keys")
            .jsonPath()
            .getString("key");
    var path = "/v1/default/global-blocklist";
    var before = Api.admin().get(path).asString();

    refused(
        Api.as(security)
            .contentType("application/json")
            .body("{\"domains\": [{\"endpoint\": \"dry.example\", \"reason\": \"dry\"}]}")
            .put(path + "?dry-run=true"),
        "dry-run");

    assertThat(Api.admin().get(path).asString()).isEqualTo(before);
  }

  @Test
  void names_what_is_known() {
    refused(Api.admin().delete(attachments + "?repo=app&organization=true"), "“repo”");
    refused(Api.admin().delete(attachments + "?repo=app"), "repository");
  }

  @Test
  void tolerates_what_existing_clients_may_learn_to_send() {
    raw(PROD).post(policy + "/attach?learnt=2027").then().statusCode(200);
    Api.admin().get(policy + "?learnt=2027").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actions/policies?limit=x",
        "actions/policies?limit=",
        "actions/policies?limit=99999999999",
        "actions/policies?unattached=yes",
        "actions/policies?deleted=TRUE",
        "actions/policies/p1/history?limit=x",
        "actions/policies/p1/diff?from=x&to=1",
        "actions/audit-log?limit=x",
        "api-keys?revoked=1",
        "members?limit=x"
      })
  void refuses_flags_and_numbers_that_are_none(String address) {
    refused(
        Api.admin().get("/v1/github/" + owner + "/" + address),
        address.substring(address.indexOf('?') + 1, address.indexOf('=')));
  }

  @Test
  void describes_flags_as_booleans() throws IOException {
    var operation =
        OperationTable.served().operations().stream()
            .filter(it -> it.description().path("operationId").asText().equals("addAttachments"))
            .findFirst()
            .orElseThrow();

    assertThat(operation.description().path("parameters"))
        .filteredOn(parameter -> parameter.path("name").asText().equals("dry-run"))
        .singleElement()
        .satisfies(
            parameter -> assertThat(parameter.at("/schema/type").asText()).isEqualTo("boolean"));
  }

  private static RequestSpecification raw(String body) {
    return Api.json(body).urlEncodingEnabled(false);
  }

  private static void refused(Response answer, String named) {
    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", endsWith("#invalid-request"))
        .body("detail", containsString(named));
  }
}
