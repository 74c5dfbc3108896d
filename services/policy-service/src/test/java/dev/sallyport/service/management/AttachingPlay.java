package dev.sallyport.service.management;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own operations on attachments: add, replace in one step, remove some, preview. */
abstract class AttachingPlay {
  private final String owner = Api.newOwner();
  private final String attachments = Api.policy(owner, "p1") + "/attachments";

  @BeforeEach
  void two_policies() {
    Api.awaitChanges();
    Api.block(owner, "p1", "a.example:443");
    Api.audit(owner, "p2");
  }

  private static String clusters(String... names) {
    return "{\"clusters\": [%s]}"
        .formatted(
            IntStream.range(0, names.length)
                .mapToObj(i -> "\"" + names[i] + "\"")
                .collect(Collectors.joining(", ")));
  }

  @Test
  void adds_to_what_is_there() {
    Api.json(clusters("a")).post(attachments).then().statusCode(200);

    Api.json(clusters("b"))
        .post(attachments)
        .then()
        .statusCode(200)
        .body("clusters", contains("a", "b"))
        .body("changed", equalTo(true));
    Api.admin().get(attachments).then().body("clusters", contains("a", "b"));
  }

  @Test
  void replaces_all_in_one_step() {
    Api.json(clusters("a", "b")).post(attachments).then().statusCode(200);

    Api.json("{\"org\": {\"apply_to_org\": true}, \"clusters\": [\"b\"]}")
        .put(attachments)
        .then()
        .statusCode(200)
        .body("org.apply_to_org", equalTo(true))
        .body("org", not(hasKey("repos")))
        .body("clusters", contains("b"));
    Api.json("{}").put(attachments).then().statusCode(200).body("$", not(hasKey("org")));
    Api.admin().get(attachments).then().body("$", anEmptyMap());
  }

  @Test
  void replaces_only_what_its_author_saw() {
    var seen = Api.admin().get(attachments).header("ETag");
    Api.json(clusters("a")).post(attachments).then().statusCode(200);

    Api.json(clusters("b")).header("If-Match", seen).put(attachments).then().statusCode(412);
  }

  @Test
  void removes_some_named_in_the_query_or_the_body() {
    Api.json(
            """
            {"org": {"apply_to_org": true, "repos": [{"name": "app", "workflows": ["ci.yml"]},
                                                     {"name": "lib", "apply_to_repo": true}]},
             "clusters": ["a", "b"]}\
            """)
        .put(attachments)
        .then()
        .statusCode(200);

    Api.admin()
        .delete(attachments + "?workflow=app/ci.yml&organization=true&cluster=a")
        .then()
        .statusCode(200)
        .body("clusters", contains("b"))
        .body("org.apply_to_org", equalTo(false))
        .body("org.repos.name", contains("lib"));
    Api.json(clusters("b")).delete(attachments).then().statusCode(200);
    Api.admin().delete(attachments).then().statusCode(400);
    Api.admin()
        .get(attachments)
        .then()
        .body("$", not(hasKey("clusters")))
        .body("org.repos.name", contains("lib"));
  }

  @Test
  void tells_what_a_change_would_do_and_does_nothing() {
    Api.json(clusters("a")).post(Api.policy(owner, "p2") + "/attachments").then().statusCode(200);

    Api.json(clusters("a", "b"))
        .post(attachments + "?dry-run=true")
        .then()
        .statusCode(200)
        .body("dryRun", equalTo(true))
        .body("changed", equalTo(true))
        .body("clusters", contains("a", "b"))
        .body("advice.policy", hasItem("p2"));
    Api.admin().get(attachments).then().body("$", anEmptyMap());
  }

  @Test
  void displaces_what_stood_there_and_says_so() {
    Api.json(clusters("a")).post(Api.policy(owner, "p2") + "/attachments").then().statusCode(200);

    Api.json(clusters("a"))
        .post(attachments)
        .then()
        .statusCode(200)
        .body("advice.policy", hasItem("p2"));
    Api.admin()
        .get(Api.policy(owner, "p2") + "/history")
        .then()
        .body("entries[0].type", equalTo("Policy Detached"))
        .body("entries[0].change.displacedBy", equalTo("p1"));
  }

  @Test
  void refuses_what_names_nothing_or_another_organization() {
    Api.json("{}").post(attachments).then().statusCode(400);
    Api.json("{\"org\": {\"apply_to_org\": false}}").post(attachments).then().statusCode(400);
    Api.json("{\"org\": {\"name\": \"other\", \"apply_to_org\": true}}")
        .post(attachments)
        .then()
        .statusCode(400)
        .body("detail", containsString("other"));
    Api.json("{\"cluster\": [\"a\"]}").post(attachments).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"org\": {}}",
        "{\"org\": {\"repos\": []}}",
        "{\"org\": {\"name\": \"%s\"}}",
        "{\"org\": {\"apply_to_org\": null}}",
        "{\"org\": {\"repositories\": [{\"name\": \"app\", \"apply_to_repo\": true}]}}",
        "{\"org\": {\"repos\": [{\"name\": \"app\"}]}}",
        "{\"org\": {\"repos\": [{\"name\": \"app\", \"workflows\": []}]}}",
        "{\"org\": {\"repos\": [{\"name\": \"app\", \"workflow\": [\"ci.yml\"]}]}}",
        "{\"org\": {\"apply_to_org\": true, \"exempt\": [\"app\"]}}",
        "{\"org\": {\"repos\": [{\"name\": \"app\", \"apply_to_repo\": true, \"not\": [\"a\"]}]}}"
      })
  void never_takes_a_misspelling_for_everything(String body) {
    var json = body.formatted(owner);

    Api.json(json).post(attachments).then().statusCode(400);
    Api.json(json).put(attachments).then().statusCode(400);
    Api.terraform().body(json).post(Api.policy(owner, "p1") + "/attach").then().statusCode(400);
    Api.admin().get(attachments).then().body("$", anEmptyMap());
  }

  @Test
  void tolerates_members_that_existing_clients_may_learn_beside_the_scopes() {
    Api.terraform()
        .body("{\"org\": {\"apply_to_org\": true}, \"learnt\": 2027}")
        .post(Api.policy(owner, "p1") + "/attach")
        .then()
        .statusCode(200)
        .body("org.apply_to_org", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-keys", "members", "actions", "github", "policies"})
  void serves_repositories_named_like_parts_of_the_api(String repository) {
    var runner =
        Api.json("{\"kind\": \"runner\", \"name\": \"r\"}")
            .post("/v1/github/%s/api-keys".formatted(owner))
            .jsonPath()
            .getString("key");
    Api.json(
            "{\"org\": {\"repos\": [{\"name\": \"%s\", \"apply_to_repo\": true}]}}"
                .formatted(repository))
        .post(attachments)
        .then()
        .statusCode(200);
    var lookup = "/v1/github/%s/%s/actions/policies/workflow-policy".formatted(owner, repository);

    given()
        .header("Authorization", "vm-api-key " + runner)
        .get(lookup + "?workflow=ci.yml")
        .then()
        .statusCode(200)
        .body("policy_name", equalTo("p1"));
    Api.admin()
        .get(lookup + "/explain")
        .then()
        .statusCode(200)
        .body("winner.policyName", equalTo("p1"));
  }

  @Test
  void takes_as_many_scopes_as_a_command_may_name_and_no_more() {
    Api.json(many(2_000)).put(attachments).then().statusCode(200);
    Api.json(many(2_001))
        .put(attachments)
        .then()
        .statusCode(422)
        .body("detail", containsString("2000"));
  }

  private static String many(int count) {
    return clusters(IntStream.range(0, count).mapToObj(i -> "c" + i).toArray(String[]::new));
  }
}
