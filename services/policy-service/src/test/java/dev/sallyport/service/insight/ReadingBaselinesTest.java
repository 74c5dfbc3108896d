package dev.sallyport.service.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Baselines, as the MCP server asks for them (wire contract B.2 and B.3). */
@QuarkusTest
@TestProfile(InMemory.class)
class ReadingBaselinesTest {
  private final String owner = Api.newOwner();
  private final String baseline = "/v1/github/%s/actions/baseline".formatted(owner);

  @BeforeEach
  void three_jobs_call() {
    var key = PlayedJob.runnerKey(owner, "prod");
    PlayedJob.verified(key, owner, "App", "1", "ci.yml")
        .calls("npm-registry.example", 443, "npm")
        .calls("npm-registry.example", 443, "node")
        .calls("github.com", 22, "git")
        .isBlocked("evil.example", 443, "curl");
    PlayedJob.verified(key, owner, "App", "2", "release.yml")
        .calls("npm-registry.example", 443, "npm");
    PlayedJob.verified(key, owner, "lib", "3", "ci.yml")
        .calls("NPM-Registry.example", 443, "npm")
        .calls("pypi.example", 443, "pip");
    PlayedJob.unverified(owner, "App", "99").calls("stranger.example", 443, "curl");
  }

  @Test
  void of_an_organization_it_has_the_members_that_clients_read() {
    var data =
        Api.terraform()
            .get(baseline + "?search=NPM-")
            .then()
            .statusCode(200)
            .contentType("application/json")
            .header("Cache-Control", "private, no-cache")
            .extract()
            .jsonPath();

    assertThat(data.getMap("data"))
        .containsEntry("owner", owner)
        .containsEntry("total_workflow_runs", 3);
    assertThat(data.getList("data.endpoints")).hasSize(1);
    assertThat(data.getMap("data.endpoints[0]"))
        .containsEntry("endpoint", "npm-registry.example:443")
        .containsEntry("total_calls", 4)
        .containsEntry("total_workflow_runs", 3)
        .containsKeys("last_seen", "first_seen", "endpoint_observations");
    List<Map<String, String>> observations =
        data.getList("data.endpoints[0].endpoint_observations");
    assertThat(observations)
        .hasSize(3)
        .allSatisfy(it ->
            assertThat(it)
                .containsOnlyKeys("repo", "workflow_file_name", "job", "run_id", "timestamp"));
    assertThat(observations.getFirst())
        .containsEntry("repo", owner + "/lib")
        .containsEntry("workflow_file_name", "ci.yml")
        .containsEntry("job", "build")
        .containsEntry("run_id", "3");
    assertThat(data.getString("data.endpoints[0].last_seen")).endsWith("Z");
  }

  @Test
  void what_was_blocked_or_told_by_strangers_is_not_in_it() {
    Api.admin()
        .get(baseline)
        .then()
        .body(
            "data.endpoints.endpoint",
            contains("github.com:22", "npm-registry.example:443", "pypi.example:443"));
  }

  @Test
  void nothing_that_matches_is_an_empty_list() {
    Api.admin()
        .get(baseline + "?search=evil")
        .then()
        .statusCode(200)
        .body("data.endpoints", empty())
        .body("data.total_workflow_runs", equalTo(3));
  }

  @Test
  void observations_are_as_many_as_were_asked_for() {
    Api.admin()
        .get(baseline + "?search=npm&observations=1")
        .then()
        .body("data.endpoints[0].endpoint_observations", hasSize(1));
    Api.admin().get(baseline + "?observations=100000").then().statusCode(200);
    Api.admin().get(baseline + "?observations=-1").then().statusCode(400);
  }

  @Test
  void of_a_repository_it_is_its_own() {
    Api.admin()
        .get("/v1/github/%s/app/baseline?search=PYPI".formatted(owner))
        .then()
        .statusCode(200)
        .body("data.endpoints", empty());
    Api.admin()
        .get("/v1/github/%s/lib/baseline?search=PYPI".formatted(owner))
        .then()
        .statusCode(200)
        .body("data.endpoints.endpoint", contains("pypi.example:443"));
  }

  @Test
  void of_a_workflow_a_job_or_a_cluster_it_is_asked_for_by_parameters() {
    Api.admin()
        .get(baseline + "?repo=app&workflow=ci.yml")
        .then()
        .body("data.endpoints.endpoint", contains("github.com:22", "npm-registry.example:443"));
    Api.admin()
        .get(baseline + "?repo=app&workflow=release.yml&job=build")
        .then()
        .body("data.endpoints.endpoint", contains("npm-registry.example:443"));
    Api.admin()
        .get(baseline + "?repo=app&workflow=release.yml&job=other")
        .then()
        .body("data.endpoints", empty());
    Api.admin()
        .get(baseline + "?cluster=prod&search=pypi")
        .then()
        .body("data.endpoints", hasSize(1));
    Api.admin().get(baseline + "?cluster=test").then().body("data.endpoints", empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workflow=ci.yml",
        "job=build",
        "repo=app&job=build",
        "repo=app&cluster=prod",
        "repo=a/b",
        "observations=many"
      })
  void parameters_that_name_no_scope_are_a_problem(String parameters) {
    Api.admin().get(baseline + "?" + parameters).then().statusCode(400);
  }

  @Test
  void as_text_it_is_a_list_of_endpoints() {
    Api.as(Api.ADMIN)
        .accept("text/plain")
        .get(baseline)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/plain"))
        .body(equalTo("github.com:22\nnpm-registry.example:443\npypi.example:443\n"));
    Api.as(Api.ADMIN).accept("*/*").get(baseline).then().contentType("application/json");
  }

  @Test
  void lists_what_there_are_baselines_of() {
    Api.admin()
        .get("/v1/github/%s/actions/baselines".formatted(owner))
        .then()
        .statusCode(200)
        .body("entries[0].of", equalTo("organization"))
        .body("entries[0].total_workflow_runs", equalTo(3))
        .body(
            "entries.of",
            containsInAnyOrder(
                "organization",
                "cluster",
                "repository",
                "repository",
                "workflow",
                "workflow",
                "workflow",
                "job",
                "job",
                "job"))
        .body("entries.cluster", hasItem("prod"))
        .body("entries.stable", everyItem(equalTo(false)))
        .body("entries.needed_runs", everyItem(equalTo(3)));
  }

  @Test
  void lists_repositories_with_capital_letters() {
    Api.admin()
        .get("/v1/github/%s/actions/security-summary".formatted(owner))
        .then()
        .statusCode(200)
        .body(
            "",
            contains(Map.of("Owner", owner, "Repo", "App"), Map.of("Owner", owner, "Repo", "lib")));
  }

  @Test
  void lists_self_hosted_runners() {
    Api.admin()
        .get("/v1/github/%s/actions/runners".formatted(owner))
        .then()
        .statusCode(200)
        .body("entries.cluster", everyItem(equalTo("prod")))
        .body("entries[0].last_seen", endsWith("Z"))
        .body("entries[0].run_id", equalTo("3"))
        .body("entries[0].repo", equalTo(owner + "/lib"));
  }

  @Test
  void an_organization_that_is_not_there_has_none() {
    for (var path :
        List.of("baseline", "baselines", "security-summary", "runs", "runners", "detections")) {
      Api.admin()
          .get("/v1/github/nobody-%s/actions/%s".formatted(owner, path))
          .then()
          .statusCode(404)
          .body("type", endsWith("#unknown-owner"));
    }
  }
}
