package dev.sallyport.service.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs, as the MCP server asks for them (wire contract B.4). */
@QuarkusTest
@TestProfile(InMemory.class)
class ListingRunsTest {
  private final String owner = Api.newOwner();
  private String key = "";
  private final String runs = "/v1/github/%s/actions/runs".formatted(owner);

  @BeforeEach
  void the_organization_has_a_runner_key() {
    key = PlayedJob.runnerKey(owner, "prod");
  }

  @Test
  void a_run_has_the_members_that_clients_read() {
    PlayedJob.verified(key, owner, "App", "11", "ci.yml").isBlocked("evil.example", 443, "curl");

    var page = Api.terraform().get(runs).then().statusCode(200).extract().jsonPath();

    assertThat(page.getMap("$"))
        .containsEntry("total_workflow_runs", 1)
        .containsEntry("current_page", 1)
        .containsEntry("total_pages", 1);
    assertThat(page.getMap("workflow_runs[0]"))
        .containsEntry("id", "11")
        .containsEntry("name", "ci.yml")
        .containsEntry("repo", owner + "/App")
        .containsEntry("head_branch", "")
        .containsEntry("event", "")
        .containsEntry("conclusion", "")
        .containsEntry("run_number", 0)
        .containsEntry("job_count", 1)
        .containsEntry("execution_duration_in_seconds", 0)
        .containsEntry("path", ".github/workflows/ci.yml")
        .containsEntry("title", "")
        .containsEntry("action_count", 0)
        .containsEntry("verified_job_count", 1)
        .containsEntry("blocked_call_count", 1)
        .containsEntry("detection_count", 1);
    assertThat(page.getString("workflow_runs[0].start_time_utc")).endsWith("Z");
  }

  @Test
  void pages_have_a_hundred_runs_newest_first() {
    for (var run = 1; run <= 101; run++) {
      PlayedJob.lookUp(key, owner, run == 101 ? "lib" : "app", "" + run, "ci.yml", "c" + run);
    }

    Api.admin()
        .get(runs)
        .then()
        .body("total_workflow_runs", equalTo(101))
        .body("total_pages", equalTo(2))
        .body("workflow_runs", hasSize(100))
        .body("workflow_runs[0].id", equalTo("101"))
        .body("workflow_runs[0].repo", equalTo(owner + "/lib"));
    Api.admin()
        .get(runs + "?page=2")
        .then()
        .body("current_page", equalTo(2))
        .body("workflow_runs.id", contains("1"));
    Api.admin().get(runs + "?page=3").then().statusCode(200).body("workflow_runs", empty());
    Api.admin()
        .get("/v1/github/%s/LIB/actions/runs".formatted(owner))
        .then()
        .body("total_workflow_runs", equalTo(1))
        .body("workflow_runs.id", contains("101"));
  }

  @Test
  void a_page_that_cannot_be_is_a_problem() {
    Api.admin().get(runs + "?page=0").then().statusCode(400);
    Api.admin().get(runs + "?page=999999999").then().statusCode(400);
    Api.admin().get(runs + "?page=one").then().statusCode(400);
  }

  @Test
  void one_run_tells_the_jobs_their_policies_and_what_they_called() {
    Api.block(owner, "p1", "github.com:443");
    Api.json("{\"org\":{\"name\":\"%s\",\"apply_to_org\":true,\"repos\":[]}}".formatted(owner))
        .post(Api.policy(owner, "p1") + "/attach")
        .then()
        .statusCode(200);
    var job =
        PlayedJob.verified(key, owner, "App", "11", "ci.yml")
            .calls("github.com", 443, "git")
            .isBlocked("evil.example", 443, "curl")
            .isBlockedGlobally("worse.example", 443, "curl");

    var run =
        Api.admin()
            .get("/v1/github/%s/app/actions/runs/11".formatted(owner))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(run.getString("name")).isEqualTo("ci.yml");
    assertThat(run.getList("jobs")).hasSize(1);
    assertThat(run.getMap("jobs[0]"))
        .containsEntry("id", job.correlation)
        .containsEntry("name", "build")
        .containsEntry("workflow", "ci.yml")
        .containsEntry("cluster", "prod")
        .containsEntry("verified", true)
        .containsEntry("verification", "policy lookup")
        .containsEntry("policy_status", "policy")
        .containsEntry("left_out", 0);
    assertThat(run.getList("jobs[0].steps")).isEmpty();
    assertThat(run.getMap("jobs[0].policy"))
        .containsEntry("name", "p1")
        .containsEntry("version", 1);
    assertThat(run.getString("jobs[0].policy.scope.level")).isEqualTo("organization");
    assertThat(run.getMap("jobs[0].counts"))
        .containsEntry("allowed", 1)
        .containsEntry("blocked", 1)
        .containsEntry("globally_blocked", 1)
        .containsEntry("resolved", 0);
    assertThat(run.getList("jobs[0].network_events.endpoint"))
        .containsExactly("github.com:443", "evil.example:443", "worse.example:443");
    assertThat(run.getList("jobs[0].network_events.verdict"))
        .containsExactly("allowed", "blocked", "globally blocked");
    assertThat(run.getList("jobs[0].network_events.blocked_by"))
        .containsExactly(null, "policy", "global block list");
    assertThat(run.getString("jobs[0].network_events[0].tool.name")).isEqualTo("git");
    assertThat(run.getString("jobs[0].network_events[0].tool.parent.name")).isEqualTo("bash");
  }

  @Test
  void a_block_that_no_served_policy_can_be_responsible_for_is_an_inline_policys() {
    PlayedJob.verified(key, owner, "app", "11", "ci.yml").isBlocked("evil.example", 443, "curl");
    PlayedJob.unverified(owner, "app", "12");

    Api.admin()
        .get("/v1/github/%s/app/actions/runs/11".formatted(owner))
        .then()
        .body("jobs[0].policy_status", equalTo("none-attached"))
        .body("jobs[0].policy", nullValue())
        .body("jobs[0].network_events[0].blocked_by", equalTo("inline policy"));
    Api.admin()
        .get("/v1/github/%s/app/actions/runs/12".formatted(owner))
        .then()
        .body("jobs[0].policy_status", equalTo("no-lookup"))
        .body("jobs[0].verified", equalTo(false));
  }

  @Test
  void a_run_that_nothing_is_known_of_is_not_there() {
    Api.admin()
        .get("/v1/github/%s/app/actions/runs/404".formatted(owner))
        .then()
        .statusCode(404)
        .body("type", endsWith("#unknown-run"));
    Api.admin()
        .get("/v1/github/%s/app/actions/runs/latest".formatted(owner))
        .then()
        .statusCode(400);
  }
}
