package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Versions, history, audit log and explanations. */
abstract class LookingBackPlay {
  private static final String ONE = "egress-policy: audit\n";
  private static final String TWO = "egress-policy: block\nallowed-endpoints: a.example\n";

  private final String owner = Api.newOwner();
  private final String policy = Api.policy(owner, "p1");

  private void save(String text) {
    assertThat(Api.yaml(text).put(policy).statusCode()).isIn(200, 201);
  }

  private String audit() {
    return "/v1/github/%s/actions/audit-log".formatted(owner);
  }

  @Test
  void lists_versions_and_shows_each() {
    save(ONE);
    save(TWO);

    Api.admin()
        .get(policy + "/versions")
        .then()
        .statusCode(200)
        .body("entries.version", contains(2, 1))
        .body("next", nullValue());
    Api.admin()
        .get(policy + "/versions/1")
        .then()
        .body("text", equalTo(ONE))
        .body("policy.egress_policy", equalTo("audit"));
    assertThat(Api.admin().accept("application/yaml").get(policy + "/versions/2").asString())
        .isEqualTo(TWO);
    Api.admin().get(policy + "/versions/3").then().statusCode(404);
  }

  @Test
  void compares_two_versions_line_by_line() {
    save(ONE);
    save(TWO);

    Api.admin()
        .get(policy + "/diff?from=1&to=2")
        .then()
        .statusCode(200)
        .body("from", equalTo(1))
        .body("to", equalTo(2))
        .body("removed", equalTo(1))
        .body("added", equalTo(2))
        .body("rows[0].kind", equalTo("changed"))
        .body("rows[0].before.text", equalTo("egress-policy: audit"))
        .body("rows[0].after.text", equalTo("egress-policy: block"));
    assertThat(Api.admin().accept("text/plain").get(policy + "/diff?from=1&to=2").asString())
        .contains("-egress-policy: audit")
        .contains("+egress-policy: block");
  }

  @Test
  void rolls_back_to_an_earlier_version_as_a_new_one() {
    save(ONE);
    save(TWO);

    Api.json("{\"version\": 1}")
        .post(policy + "/rollback")
        .then()
        .statusCode(200)
        .body("version", equalTo(3));

    assertThat(Api.admin().accept("application/yaml").get(policy).asString()).isEqualTo(ONE);
    Api.admin()
        .get(policy + "/history")
        .then()
        .body("entries[0].type", equalTo("Policy Updated"))
        .body("entries[0].change.restored", equalTo(1))
        .body("entries[0].change.before", equalTo(TWO))
        .body("entries[0].change.after", equalTo(ONE));
    Api.json("{\"version\": 9}").post(policy + "/rollback").then().statusCode(404);
  }

  @Test
  void keeps_the_history_of_a_deleted_policy_readable() {
    save(ONE);
    Api.json("{\"clusters\": [\"c\"]}").post(policy + "/attachments").then().statusCode(200);
    Api.admin().delete(policy).then().statusCode(204);

    Api.admin()
        .get(policy + "/history")
        .then()
        .statusCode(200)
        .body(
            "entries.type",
            contains("Policy Deleted", "Policy Detached", "Policy Attached", "Policy Created"))
        .body("entries[0].actor.name", equalTo("bootstrap"))
        .body("entries[0].at", notNullValue());
    Api.admin().get(Api.policy(owner, "never") + "/history").then().statusCode(404);
  }

  @Test
  void pages_through_a_history() {
    save(ONE);
    save(TWO);
    save(ONE);

    var first =
        Api.admin().get(policy + "/history?limit=2").then().body("entries", hasSize(2)).extract();
    Api.admin()
        .queryParam("cursor", first.jsonPath().getString("next"))
        .get(policy + "/history?limit=2")
        .then()
        .body("entries.type", contains("Policy Created"))
        .body("next", nullValue());
  }

  @Test
  void filters_the_audit_log() {
    save(ONE);
    save(TWO);
    Api.audit(owner, "p2");

    Api.admin()
        .get(audit())
        .then()
        .body(
            "entries.type",
            contains("Policy Created", "Policy Updated", "Policy Created", "Organization Added"));
    Api.admin().get(audit() + "?type=policy-updated").then().body("entries", hasSize(1));
    Api.admin().get(audit() + "?policy=p2").then().body("entries", hasSize(1));
    Api.admin().get(audit() + "?actor=0000000000000000").then().body("entries", hasSize(0));
    Api.admin().get(audit() + "?from=2999-01-01T00:00:00Z").then().body("entries", hasSize(0));
    Api.admin().get(audit() + "?until=2999-01-01T00:00:00Z").then().body("entries", hasSize(4));
    Api.admin().get(audit() + "?type=nothing").then().statusCode(400);
    Api.admin().get(audit() + "?from=yesterday").then().statusCode(400);
  }

  @Test
  void exports_the_whole_log_without_formulas() throws Exception {
    for (var i = 0; i < 60; i++) {
      save(i % 2 == 0 ? ONE : TWO);
    }
    Api.yaml(ONE).put(Api.policies(owner) + "/{name}", "=cmd()").then().statusCode(201);

    var csv = Api.admin().get(audit() + "?format=csv");
    assertThat(csv.contentType()).startsWith("text/csv");
    assertThat(csv.asString().lines())
        .hasSize(1 + 62)
        .first()
        .asString()
        .startsWith("\"sequence\",\"at\",\"type\",\"policy\",\"actor_kind\"");
    assertThat(csv.asString()).contains("\"'=cmd()\"").doesNotContain(",=cmd()");
    var lines = Api.admin().accept("application/x-ndjson").get(audit()).asString().lines().toList();
    assertThat(lines).hasSize(62);
    for (var line : lines) {
      assertThat(new ObjectMapper().readTree(line).get("sequence").isNumber()).isTrue();
    }
  }

  @Test
  void shows_an_event_with_its_link_of_the_chain() {
    save(ONE);
    save(TWO);

    var second = Api.admin().get(audit() + "/2").then().statusCode(200).extract().jsonPath();
    var third = Api.admin().get(audit() + "/3").then().statusCode(200).extract().jsonPath();

    assertThat(second.getString("hash")).hasSize(64).isEqualTo(third.getString("previousHash"));
    assertThat(third.getString("hash")).hasSize(64);
    Api.admin().get(audit() + "/4").then().statusCode(404);
  }

  @Test
  void explains_which_policy_applies_and_why() {
    Api.block(owner, "strict", "a.example:443");
    Api.audit(owner, "loose");
    attach("strict", "{\"org\": {\"apply_to_org\": true}}");
    attach("loose", "{\"org\": {\"repos\": [{\"name\": \"app\", \"workflows\": [\"ci.yml\"]}]}}");

    Api.admin()
        .get(explain("app") + "?workflow=ci.yml&cluster=prod")
        .then()
        .statusCode(200)
        .body("winner.policyName", equalTo("loose"))
        .body("winner.scope.level", equalTo("workflow"))
        .body("ladder.scope.level", contains("workflow", "repository", "organization", "cluster"))
        .body("ladder.result", contains("applies", "empty", "overridden", "empty"))
        .body("ladder[2].policyName", equalTo("strict"))
        .body("ladder[2].why", containsString("loose"));
    Api.admin()
        .get(explain("other") + "?workflow=ci.yml")
        .then()
        .body("winner.policyName", equalTo("strict"))
        .body("ladder", hasSize(3));
  }

  @Test
  void explains_what_applied_at_a_moment_of_the_past() {
    Api.block(owner, "strict", "a.example:443");
    attach("strict", "{\"org\": {\"apply_to_org\": true}}");
    var then = newest("strict");
    Api.admin().delete(Api.policy(owner, "strict")).then().statusCode(204);

    Api.admin().get(explain("app")).then().body("$", not(hasKey("winner")));
    Api.admin()
        .queryParam("at", then)
        .get(explain("app"))
        .then()
        .statusCode(200)
        .body("winner.policyName", equalTo("strict"))
        .body("asOf", equalTo(3));
    Api.admin()
        .get(explain("app") + "?at=2001-01-01T00:00:00Z")
        .then()
        .body("$", not(hasKey("winner")))
        .body("asOf", equalTo(0));
  }

  private String newest(String name) {
    return Api.admin()
        .get(Api.policy(owner, name) + "/history?limit=1")
        .jsonPath()
        .getString("entries[0].at");
  }

  private void attach(String name, String body) {
    Api.json(body).post(Api.policy(owner, name) + "/attachments").then().statusCode(200);
  }

  private String explain(String repository) {
    return "/v1/github/%s/%s/actions/policies/workflow-policy/explain".formatted(owner, repository);
  }
}
