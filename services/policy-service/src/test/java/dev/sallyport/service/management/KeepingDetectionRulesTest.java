package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suppression rules, as the Terraform provider and the MCP server send them. */
@QuarkusTest
@TestProfile(InMemory.class)
class KeepingDetectionRulesTest {
  private static final String RULES = "/v1/default/detection-rules";
  private static final String RULE =
      """
      {"rule_id": "", "customer": "", "id": "New-Outbound-Network-Call",
       "name": "%s", "description": "our mirror", "learnt": 2027,
       "conditions": {"owner": "acme", "repo": "*", "workflow": "*", "job": "*",
         "process": "", "host": null, "endpoint": "%s"},
       "severity_action": {"type": "ignore", "new_severity": ""}}\
      """;

  private final String name = Api.newOwner();

  @Inject MemoryEngine engine;

  @AfterEach
  void no_rule_is_left() {
    List<String> left = Api.admin().get(RULES).jsonPath().getList("rule_id");
    left.forEach(id -> Api.admin().delete(RULES + "/" + id).then().statusCode(204));
  }

  private JsonPath added(String endpoint) {
    return Api.terraform()
        .body(RULE.formatted(name, endpoint))
        .post(RULES)
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private static String key(String kind) {
    return Api.json("{\"kind\": \"%s\", \"name\": \"%s\"}".formatted(kind, kind))
        .post("/v1/default/api-keys")
        .jsonPath()
        .getString("key");
  }

  private ValidatableResponse refused(String body) {
    var refused = Api.json(body).post(RULES).then();
    Api.admin().get(RULES).then().body("name", not(hasItem(name)));
    return refused.contentType("application/problem+json");
  }

  @Test
  void answers_with_the_whole_rule() {
    var added = added("mirror.example:443");

    assertThat(added.getMap("$"))
        .containsOnlyKeys(
            "id",
            "rule_id",
            "customer",
            "name",
            "description",
            "conditions",
            "severity_action",
            "created_by",
            "created_on",
            "updated_by",
            "updated_on")
        .containsEntry("id", "New-Outbound-Network-Call")
        .containsEntry("customer", "default")
        .containsEntry("name", name)
        .containsEntry("description", "our mirror")
        .containsEntry("severity_action", Map.of("type", "ignore"))
        .containsEntry("created_by", "bootstrap")
        .containsEntry("updated_by", "bootstrap");
    assertThat(added.getMap("conditions"))
        .as("as sent, without what was null")
        .isEqualTo(
            Map.of(
                "owner",
                "acme",
                "repo",
                "*",
                "workflow",
                "*",
                "job",
                "*",
                "process",
                "",
                "endpoint",
                "mirror.example:443"));
    assertThat(added.getString("rule_id")).matches("[0-9a-f]{32}");
    assertThat(added.getString("created_on"))
        .startsWith("2026-")
        .endsWith("Z")
        .isEqualTo(added.getString("updated_on"));
    Api.terraform()
        .get(RULES + "/" + added.getString("rule_id"))
        .then()
        .statusCode(200)
        .body("$", equalTo(added.getMap("$")));
  }

  @Test
  void lists_the_rules_that_stand_as_a_bare_array() {
    var first = added("a.example:443").getString("rule_id");
    var second = added("b.example:443").getString("rule_id");
    var third = added("c.example:443").getString("rule_id");
    Api.admin().delete(RULES + "/" + second).then().statusCode(204);

    Api.admin()
        .get(RULES)
        .then()
        .statusCode(200)
        .body("$", instanceOf(List.class))
        .body("rule_id", contains(first, third))
        .body("[0].conditions.endpoint", equalTo("a.example:443"));
  }

  @Test
  void changes_a_rule_and_tells_by_whom() {
    var added = added("a.example:443");
    var path = RULES + "/" + added.getString("rule_id");
    var other = RULE.formatted(name, "b.example");

    var changed =
        Api.as(key("security")).contentType("application/json").body(other).put(path).then();

    changed
        .statusCode(200)
        .body("rule_id", equalTo(added.getString("rule_id")))
        .body("conditions.endpoint", equalTo("b.example"))
        .body("created_by", equalTo("bootstrap"))
        .body("created_on", equalTo(added.getString("created_on")))
        .body("updated_by", equalTo("security"))
        .body("updated_on", not(equalTo(added.getString("created_on"))));
    var seen = Api.admin().get(path).asString();
    assertThat(seen).isEqualTo(changed.extract().asString());
    Api.json(other).put(path).then().statusCode(200);
    assertThat(Api.admin().get(path).asString()).as("so already: nothing happened").isEqualTo(seen);
  }

  @Test
  void removes_a_rule_and_remembers_that_it_was_there() {
    var id = added("a.example:443").getString("rule_id");
    var path = RULES + "/" + id;

    Api.terraform().delete(path).then().statusCode(204);

    assertThat(engine.view().suppressionRules())
        .filteredOn(entry -> entry.rule().id().digits().equals(id))
        .singleElement()
        .extracting(SuppressionRuleEntry::removedAt)
        .isNotNull();
    unknown(Api.admin().get(path));
    unknown(Api.json(RULE.formatted(name, "b.example")).put(path));
    Api.terraform().delete(path).then().statusCode(204);
  }

  @Test
  void knows_no_rule_that_was_never_added() {
    var path = RULES + "/0123456789abcdef0123456789abcdef";

    unknown(Api.admin().get(path));
    unknown(Api.json(RULE.formatted(name, "b.example")).put(path));
    unknown(Api.admin().delete(path));
    Api.admin().get(RULES + "/1").then().statusCode(400).body("type", endsWith("#invalid-name"));
    Api.admin().get("/v1/other/detection-rules").then().statusCode(404);
  }

  private static void unknown(Response answer) {
    answer.then().statusCode(404).body("type", endsWith("#unknown-rule"));
  }

  @Test
  void adds_one_rule_for_repeats_under_an_idempotency_key() {
    var body = RULE.formatted(name, "a.example:443");
    var first = Api.json(body).header("Idempotency-Key", name).post(RULES).jsonPath();

    Api.json(body)
        .header("Idempotency-Key", name)
        .post(RULES)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .body("$", equalTo(first.getMap("$")));
    Api.json(RULE.formatted(name, "b.example"))
        .header("Idempotency-Key", name)
        .post(RULES)
        .then()
        .statusCode(422)
        .body("type", endsWith("#idempotency-key-reused"));
    Api.admin().get(RULES).then().body("rule_id", contains(first.getString("rule_id")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"set-severity\", \"new_severity\": \"low\"}",
        "{\"type\": \"IGNORE\"}",
        "{\"type\": null}",
        "{}",
        "null"
      })
  void refuses_what_is_no_suppression(String action) {
    var body = RULE.formatted(name, "a.example").replaceAll("\\{\"type.*?}", action);

    refused(body)
        .statusCode(422)
        .body("type", endsWith("#unknown-severity-action"))
        .body("detail", containsString("ignore"));
  }

  @Test
  void never_passes_over_a_condition_that_it_does_not_know() {
    refused(RULE.formatted(name, "a.example").replace("\"endpoint\"", "\"endpoints\""))
        .statusCode(400)
        .body("type", endsWith("#invalid-name"))
        .body("detail", containsString("endpoint"));
  }

  @Test
  void refuses_texts_that_cannot_be_kept() {
    var rule = RULE.formatted(name, "a.example");

    refused(rule.replace("our mirror", "x".repeat(513))).statusCode(400);
    refused(rule.replace("our mirror", "a\\u0007b")).statusCode(400);
    refused(rule.replace("New-Outbound-Network-Call", "")).statusCode(400);
    refused(rule.replace("\"id\"", "\"ID\"")).statusCode(400).body("detail", containsString("id"));
    refused("[]").statusCode(400);
  }

  @Test
  void lets_a_read_only_key_read_and_nothing_more() {
    var path = RULES + "/" + added("a.example:443").getString("rule_id");
    var reader = key("read-only");

    Api.as(reader).get(RULES).then().statusCode(200);
    Api.as(reader).get(path).then().statusCode(200);
    var body = RULE.formatted(name, "b.example");
    Api.as(reader).contentType("application/json").body(body).post(RULES).then().statusCode(403);
    Api.as(reader).contentType("application/json").body(body).put(path).then().statusCode(403);
    Api.as(reader)
        .delete(path)
        .then()
        .statusCode(403)
        .body("detail", containsString("manage suppression rules"));
  }

  @Test
  void tells_each_change_in_the_audit_log_of_the_tenant() {
    var id = added("a.example:443").getString("rule_id");
    Api.json(RULE.formatted(name, "b.example")).put(RULES + "/" + id);
    Api.admin().delete(RULES + "/" + id);

    Api.admin()
        .get("/v1/default/audit-log?limit=3")
        .then()
        .statusCode(200)
        .body(
            "entries.type",
            contains(
                "Suppression Rule Removed", "Suppression Rule Changed", "Suppression Rule Added"))
        .body("entries.change.ruleId", contains(id, id, id))
        .body("entries[0].change.name", equalTo(name))
        .body("entries[0].change", not(hasKey("after")))
        .body("entries[1].change.before.conditions.endpoint", equalTo("a.example:443"))
        .body("entries[1].change.after.conditions.endpoint", equalTo("b.example"))
        .body("entries[2].change", not(hasKey("before")))
        .body("entries[2].actor.name", equalTo("bootstrap"));
    Api.admin()
        .get("/v1/default/audit-log?type=suppression-rule-added&format=csv")
        .then()
        .statusCode(200)
        .body(matchesPattern("(?s).*Suppression Rule Added.*" + id + ".*"));
  }
}
