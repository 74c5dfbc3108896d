package dev.sallyport.service.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a draft would have blocked, asked over HTTP. */
@QuarkusTest
@TestProfile(InMemory.class)
class AskingWhatIfTest {
  private static final String GITHUB = "egress-policy: block\nallowed-endpoints: github.com:443\n";
  private static final String EVERYWHERE =
      "{\"org\": {\"name\": \"%s\", \"apply_to_org\": true, \"repos\": []}}";
  private static final String REPOSITORY =
      "{\"org\": {\"name\": \"%s\", \"apply_to_org\": false, \"repos\": [{\"name\": \"%s\","
          + " \"apply_to_repo\": true}]}}";

  private final String owner = Api.newOwner();
  private String key = "";

  @Inject WhatIfAnswers answers;

  @BeforeEach
  void the_organization_has_a_runner_key() {
    key = PlayedJob.runnerKey(owner, null);
  }

  private ValidatableResponse ask(
      @Nullable String policy, @Nullable String yaml, @Nullable String scopes, int days)
      throws JsonProcessingException {
    var json = new ObjectMapper();
    var body = new HashMap<String, Object>();
    body.put("days", days);
    if (policy != null) {
      body.put("policy", policy);
    }
    if (yaml != null) {
      body.put("yaml", yaml);
    }
    if (scopes != null) {
      body.put("scopes", json.readTree(scopes));
    }
    return post(json.writeValueAsString(body));
  }

  private ValidatableResponse post(String body) {
    return Api.json(body).post("/v1/github/%s/actions/what-if".formatted(owner)).then();
  }

  private void attach(String policy, String scopes) {
    Api.json(scopes).post(Api.policy(owner, policy) + "/attach").then().statusCode(200);
  }

  private void jobs() {
    PlayedJob.verified(key, owner, "App", "1", "ci.yml")
        .calls("github.com", 443, "git")
        .calls("pypi.example", 443, "pip")
        .calls("pypi.example", 443, "uv")
        .isBlocked("mirror.example", 443, "curl")
        .isBlockedGlobally("evil.example", 443, "curl");
    PlayedJob.verified(key, owner, "lib", "2", "ci.yml").calls("pypi.example", 443, "pip");
    PlayedJob.unverified(owner, "App", "99").calls("stranger.example", 443, "curl");
  }

  @Test
  void tells_which_calls_in_which_jobs() throws JsonProcessingException {
    jobs();

    var answer =
        ask(null, GITHUB + "  mirror.example:443\n", EVERYWHERE.formatted(owner), 3)
            .statusCode(200)
            .header("Cache-Control", "private, no-cache")
            .extract()
            .jsonPath();

    assertThat(answer.getMap("$"))
        .containsEntry("days", 3)
        .containsEntry("calls_considered", 6)
        .containsEntry("jobs_considered", 2)
        .containsEntry("would_be_blocked_calls", 3)
        .containsEntry("newly_allowed_calls", 1)
        .containsEntry("truncated", false);
    assertThat(answer.getList("would_be_blocked")).hasSize(2);
    assertThat(answer.getMap("would_be_blocked[0]"))
        .containsEntry("repo", owner + "/App")
        .containsEntry("workflow", "ci.yml")
        .containsEntry("job", "build")
        .containsEntry("endpoint", "pypi.example:443")
        .containsEntry("calls", 2)
        .containsEntry("already", false)
        .containsKey("last_day");
    assertThat(answer.getList("newly_allowed.endpoint")).containsExactly("mirror.example:443");
  }

  @Test
  void a_policy_of_now_is_asked_about_by_its_name_alone() throws JsonProcessingException {
    jobs();
    Api.block(owner, "p1", "github.com:443");
    ask("p1", null, null, 7).statusCode(400).body("detail", containsString("stands nowhere"));
    attach("p1", REPOSITORY.formatted(owner, "lib"));

    ask("p1", null, null, 7)
        .statusCode(200)
        .body("jobs_considered", equalTo(1))
        .body("would_be_blocked", hasSize(1))
        .body("would_be_blocked[0].repo", equalTo(owner + "/lib"))
        .body("would_be_blocked[0].already", equalTo(true));
    ask("p1", "egress-policy: audit\n", null, 7)
        .body("jobs_considered", equalTo(1))
        .body("would_be_blocked", empty());
    ask("p1", null, REPOSITORY.formatted(owner, "APP"), 7)
        .body("jobs_considered", equalTo(1))
        .body("would_be_blocked.repo", equalTo(List.of(owner + "/App")))
        .body("would_be_blocked[0].already", equalTo(false));
    ask("p1", null, EVERYWHERE.formatted(owner), 7).body("jobs_considered", equalTo(2));
  }

  @Test
  void without_days_it_is_about_a_week() {
    jobs();
    Api.block(owner, "p1", "github.com:443");
    attach("p1", EVERYWHERE.formatted(owner));

    post("{\"policy\": \"p1\"}").statusCode(200).body("days", equalTo(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "[]",
        "{\"yaml\": \"egress-policy: audit\"}",
        "{\"scopes\": {\"clusters\": [\"prod\"]}}",
        "{\"yaml\": \"egress-policy: audit\", \"scopes\": {}}",
        "{\"yaml\": \"egress-policy: audit\", \"scopes\": {\"clusters\": [\"prod\"]}, \"days\": 0}",
        "{\"yaml\": \"egress-policy: audit\", \"scopes\": {\"clusters\": [\"prod\"]}, \"days\": 31}",
        "{\"yaml\": \"egress-policy: audit\", \"scope\": {\"clusters\": [\"prod\"]}}"
      })
  void what_cannot_be_asked_is_a_problem(String body) {
    post(body).statusCode(400).contentType("application/problem+json");
  }

  @Test
  void a_draft_that_cannot_be_saved_is_told_with_its_findings() throws JsonProcessingException {
    ask(null, "egress-policy: never\n", EVERYWHERE.formatted(owner), 7)
        .statusCode(422)
        .body("type", endsWith("#unreadable-policy"))
        .body("findings[0].line", equalTo(1));
    ask("nothing", GITHUB, EVERYWHERE.formatted(owner), 7)
        .statusCode(404)
        .body("type", endsWith("#unknown-policy"));
  }

  @Test
  void whoever_may_read_may_ask() {
    var body = "{\"yaml\": \"egress-policy: audit\", \"scopes\": {\"clusters\": [\"prod\"]}}";
    var reader =
        Api.json("{\"kind\": \"read-only\", \"name\": \"r\"}")
            .post("/v1/github/%s/api-keys".formatted(owner))
            .then()
            .extract()
            .<String>path("key");
    Api.as(reader)
        .contentType("application/json")
        .body(body)
        .post("/v1/github/%s/actions/what-if".formatted(owner))
        .then()
        .statusCode(200)
        .body("calls_considered", equalTo(0));
  }

  @Test
  void it_ends_when_nobody_waits_for_the_answer_any_more() {
    jobs();
    var asked = new AtomicInteger();
    var draft =
        new PolicyRules(
            EgressMode.BLOCK,
            List.of(Endpoint.of("github.com:443")),
            List.of(),
            null,
            null,
            null,
            null,
            null);

    var answer =
        answers.answer(
            Owner.organization(owner),
            draft,
            List.of(new Scope.Organization()),
            7,
            () -> asked.incrementAndGet() >= 2);

    assertThat(asked).hasValue(2);
    assertThat(answer.calls()).isBetween(1L, 4L);
  }
}
