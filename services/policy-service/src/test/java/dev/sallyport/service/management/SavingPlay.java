package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saving policies as YAML and as JSON of our own, against the changes of others. */
abstract class SavingPlay {
  private static final String TEXT =
      "# ours\r\negress-policy: block\nallowed-endpoints: >\n  GitHub.com   # é\n  a.example:80\n";

  private final String owner = Api.newOwner();
  private final String policy = Api.policy(owner, "p1");

  private long save(String text) {
    return Api.yaml(text).put(policy).then().extract().jsonPath().getLong("revision");
  }

  @Test
  void keeps_the_text_to_the_byte() {
    Api.yaml(TEXT)
        .put(policy)
        .then()
        .statusCode(201)
        .header("X-Command-Id", notNullValue())
        .body("created", equalTo(true))
        .body("version", equalTo(1));

    var read = Api.admin().accept("application/yaml").get(policy);

    assertThat(read.asByteArray()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
    assertThat(read.contentType()).startsWith("application/yaml");
    assertThat(read.header("ETag")).matches("\"\\d+\\.yaml\"");
    assertThat(Api.admin().get(policy).header("ETag")).matches("\"\\d+\"");
  }

  @Test
  void shows_endpoints_in_json_as_they_were_written() {
    save(TEXT);

    Api.admin()
        .get(policy)
        .then()
        .body("allowed_endpoints[0]", equalTo("GitHub.com"))
        .body("allowed_endpoints[1]", equalTo("a.example:80"));
  }

  @Test
  void answers_304_to_who_knows_it_already() {
    save(TEXT);
    var tag = Api.admin().get(policy).header("ETag");

    Api.admin().header("If-None-Match", tag).get(policy).then().statusCode(304);
    Api.admin()
        .header("If-None-Match", tag)
        .accept("application/yaml")
        .get(policy)
        .then()
        .statusCode(200);
  }

  @Test
  void tells_what_is_wrong_with_line_and_column() {
    Api.yaml("egress-policy: block\nallowed-endpoints: >\n  https://a.example\n")
        .put(policy)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("findings[0].line", equalTo(3))
        .body("findings[0].column", equalTo(3))
        .body("findings[0].severity", equalTo("problem"));
    Api.admin().get(policy).then().statusCode(404);
  }

  @Test
  void warns_in_the_answer() {
    Api.yaml("egress-policy: block\n")
        .put(policy)
        .then()
        .statusCode(201)
        .body("warnings.code", hasItem("blocks-everything"));
  }

  @Test
  void takes_json_without_unknown_members() {
    Api.json("{\"egress_policy\": \"audit\"}").put(policy).then().statusCode(201);
    Api.json("{\"egres_policy\": \"audit\"}")
        .put(policy)
        .then()
        .statusCode(400)
        .body("detail", containsString("egres_policy"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "\"x\"",
        "{\"disable_sudo\": \"false\"}",
        "{\"allowed_endpoints\": \"x\"}",
        "{\"lockdown\": []}",
        "{\"lockdown\": {\"enabled\": 1}}",
        "{\"egress_policy\": {}}",
        "{\"egress_policy\""
      })
  void tells_what_is_wrong_with_json_of_another_shape(String body) {
    Api.json(body)
        .put(policy)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("The body is not the JSON"));
    Api.json(body)
        .post(policy)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("The body is not the JSON"));
  }

  @Test
  void refuses_to_overwrite_a_later_change() {
    var first = save("egress-policy: audit\n");
    var second = save("egress-policy: block\nallowed-endpoints: a.example\n");

    Api.yaml("egress-policy: audit\n")
        .header("If-Match", "\"" + first + "\"")
        .put(policy)
        .then()
        .statusCode(412)
        .body("currentRevision", equalTo((int) second));
    Api.yaml("egress-policy: audit\n")
        .header("If-Match", "\"" + second + ".yaml\"")
        .put(policy)
        .then()
        .statusCode(200);
  }

  @Test
  void creates_only_where_nothing_is() {
    Api.yaml("egress-policy: audit\n")
        .header("If-None-Match", "*")
        .put(policy)
        .then()
        .statusCode(201);
    Api.yaml("egress-policy: audit\n")
        .header("If-None-Match", "*")
        .put(policy)
        .then()
        .statusCode(412);
  }

  @Test
  void updates_only_what_is_there() {
    save("egress-policy: audit\n");
    Api.yaml("egress-policy: audit\n")
        .header("If-Match", "*")
        .put(Api.policy(owner, "p2"))
        .then()
        .statusCode(404);
  }

  @Test
  void lets_one_of_many_win_who_saw_the_same_revision() throws Exception {
    var seen = save("egress-policy: audit\n");
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var statuses =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  threads.submit(() -> {
                    begin.await();
                    return Api.yaml(
                            "egress-policy: block\nallowed-endpoints: h%d.example\n".formatted(i))
                        .header("If-Match", "\"" + seen + "\"")
                        .put(policy)
                        .statusCode();
                  }))
              .toList();
      begin.countDown();
      var won = 0;
      for (var status : statuses) {
        assertThat(status.get()).isIn(200, 412);
        won += status.get() == 200 ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  @Test
  void repeats_the_first_answer_under_an_idempotency_key() {
    var key = "key-of-" + owner;
    var first = Api.yaml(TEXT).header("Idempotency-Key", key).put(policy);
    Api.audit(owner, "p1");

    var second = Api.yaml(TEXT).header("Idempotency-Key", key).put(policy);

    assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
    assertThat(second.header("X-Command-Id")).isEqualTo(first.header("X-Command-Id"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotency-Replayed")).isNull();
    Api.admin().get(policy).then().body("egress_policy", equalTo("audit"));
    Api.yaml(TEXT + "\n")
        .header("Idempotency-Key", key)
        .put(policy)
        .then()
        .statusCode(422)
        .body("type", containsString("idempotency-key-reused"));
    Api.yaml(TEXT).header("Idempotency-Key", "x".repeat(256)).put(policy).then().statusCode(400);
  }

  @Test
  void writes_nothing_where_it_is_so_already() {
    var revision = save(TEXT);

    Api.yaml(TEXT)
        .put(policy)
        .then()
        .statusCode(200)
        .body("changed", equalTo(false))
        .body("revision", equalTo((int) revision));
  }

  @Test
  void refuses_a_text_that_is_too_large() {
    Api.yaml("egress-policy: audit\n#" + "x".repeat(256 * 1024)).put(policy).then().statusCode(413);
  }

  @Test
  void validates_without_saving() {
    save("egress-policy: audit\n");
    var path = "/v1/github/%s/actions/policies-validation".formatted(owner);

    Api.yaml("egress-policy: block\nallowed-endpoints: GitHub.com a.example:80\n")
        .queryParam("name", "p2")
        .post(path)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("policy.allowed_endpoints[0]", equalTo("github.com:443"))
        .body("served.policy_name", equalTo("p2"))
        .body("served.allowed_endpoints", hasSize(2))
        .body("served.egress_policy", equalTo("block"));
    Api.yaml("egress-policy: lock\n")
        .post(path)
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("findings[0].line", equalTo(1))
        .body("served", nullValue());
    Api.admin().get(Api.policy(owner, "p2")).then().statusCode(404);
  }

  @Test
  void lists_with_filter_counters_and_pages() {
    Api.block(owner, "web-block", "a.example:443");
    Api.audit(owner, "web-audit");
    Api.audit(owner, "api-audit");
    Api.audit(owner, "gone");
    Api.admin().delete(Api.policy(owner, "gone")).then().statusCode(204);
    Api.json("{\"clusters\": [\"c\"]}")
        .post(Api.policy(owner, "api-audit") + "/attachments")
        .then()
        .statusCode(200);

    var list = Api.policies(owner);
    Api.admin()
        .get(list)
        .then()
        .body(
            "entries.policyName", equalTo(java.util.List.of("api-audit", "web-audit", "web-block")))
        .body("next", nullValue())
        .body("counters.total", equalTo(3))
        .body("counters.block", equalTo(1))
        .body("counters.audit", equalTo(2))
        .body("counters.unattached", equalTo(2));
    Api.admin().get(list + "?mode=block").then().body("entries", hasSize(1));
    Api.admin().get(list + "?search=WEB").then().body("entries", hasSize(2));
    Api.admin()
        .get(list + "?unattached=true")
        .then()
        .body("entries.policyName", not(hasItem("api-audit")));
    Api.admin()
        .get(list + "?deleted=true")
        .then()
        .body("entries.policyName", equalTo(java.util.List.of("gone")));
    var first = Api.admin().get(list + "?limit=2").then().body("entries", hasSize(2)).extract();
    Api.admin()
        .queryParam("cursor", first.jsonPath().getString("next"))
        .get(list + "?limit=2")
        .then()
        .body("entries.policyName", equalTo(java.util.List.of("web-block")))
        .body("next", nullValue());
  }

  @Test
  void serves_names_with_blanks_and_letters_of_any_language() {
    var path = Api.policies(owner) + "/{name}";

    Api.yaml("egress-policy: audit\n").put(path, "Größe 1+1 %").then().statusCode(201);

    Api.admin().get(path, "Größe 1+1 %").then().body("policyName", equalTo("Größe 1+1 %"));
  }

  @Test
  void names_the_command_in_a_refusal() {
    save("egress-policy: audit\n");

    Api.admin()
        .header("If-Match", "\"999999\"")
        .delete(policy)
        .then()
        .statusCode(412)
        .body("commandId", matchesPattern("[0-9a-f-]{36}"));
  }
}
