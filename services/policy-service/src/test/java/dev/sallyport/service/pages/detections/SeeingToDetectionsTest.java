package dev.sallyport.service.pages.detections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.sallyport.service.insight.PlayedJob;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.topology.telemetry.MemoryTelemetry;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.view.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detections of jobs that are played over HTTP, as a browser without scripts meets them. */
@QuarkusTest
@TestProfile(InMemory.class)
class SeeingToDetectionsTest {
  private static final String RULES = "/v1/default/detection-rules";

  private final String owner = Api.newOwner();
  private final String detections = "/github/%s/actions/detections".formatted(owner);
  private final Browser browser = new Browser();
  private final List<String> rules = new ArrayList<>();
  private final MemoryTelemetry telemetry;

  @Inject
  SeeingToDetectionsTest(Telemetry telemetry) {
    this.telemetry = (MemoryTelemetry) telemetry;
  }

  @BeforeEach
  void a_policy_is_attached() {
    Api.awaitChanges();
    Api.block(owner, "p1", "github.com:443");
    Api.json("{\"org\":{\"name\":\"%s\",\"apply_to_org\":true,\"repos\":[]}}".formatted(owner))
        .post(Api.policy(owner, "p1") + "/attach")
        .then()
        .statusCode(200);
    browser.signIn(Api.ADMIN, "/");
  }

  @AfterEach
  void no_rule_is_left() {
    rules.forEach(id -> Api.admin().delete(RULES + "/" + id));
  }

  private PlayedJob job(String run) {
    return PlayedJob.verified(PlayedJob.runnerKey(owner, "prod"), owner, "App", run, "ci.yml");
  }

  private void rule(String detection, String conditions) {
    String id =
        Api.json(
                """
                {"id": "%s", "name": "our <b>mirror</b>", "description": "",
                 "conditions": {"owner": "%s", %s}, "severity_action": {"type": "ignore"}}\
                """
                    .formatted(detection, owner, conditions))
            .post(RULES)
            .then()
            .statusCode(201)
            .extract()
            .path("rule_id");
    rules.add(id);
  }

  private Document await(String query, int rows) {
    Soon.is(
        rows + " detections show at " + query,
        () -> browser.page(detections + query).select("tbody tr").size() == rows);
    return browser.page(detections + query);
  }

  private static Element row(Document page) {
    return page.expectFirst("tbody tr");
  }

  @Test
  void an_empty_page_says_where_detections_come_from() {
    var page = browser.page(detections);

    assertThat(page.select(".empty").text()).startsWith("Nothing new.");
    assertThat(page.select(".empty a").eachAttr("href"))
        .containsExactly(
            detections + "?status=all", "/github/%s/settings/installation".formatted(owner));
    assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Detections");
  }

  @Test
  void a_call_that_was_blocked_is_told_with_its_job_and_its_policy() {
    var job = job("4711").isBlocked("evil.example", 443, "curl");

    var row = row(await("", 1));

    assertThat(row.select("th").text())
        .matches("Domain-Blocked new [-0-9]+ [:0-9]+ UTC What it means.*");
    assertThat(row.select("td[data-label=What]").text())
        .isEqualTo("evil.example:443 (203.0.113.7) curl started by bash");
    assertThat(row.select("td[data-label=Job]").text())
        .isEqualTo("App · ci.yml · build Run 4711 on prod");
    assertThat(row.select("td[data-label=Job] a").attr("href")).isEqualTo(job.runPage());
    assertThat(row.select("td[data-label=Policy]").text()).isEqualTo("p1 version 1");
    assertThat(row.select("time")).hasSize(1);
    for (var link : row.select("td[data-label=Policy] a").eachAttr("href")) {
      browser.get(link).then().statusCode(200);
    }
  }

  @Test
  void what_the_global_block_list_stopped_is_told_apart() {
    job("1").isBlockedGlobally("evil.example", 443, "curl");

    var row = row(await("", 1));

    assertThat(row.select("td[data-label=Policy]").text())
        .isEqualTo("Global Block Policy p1 version 1");
    assertThat(row.select("details").text()).contains("no policy of yours can allow it");
  }

  @Test
  void a_policy_that_was_not_enforced_is_told_with_what_may_have_caused_it() {
    job("1").calls("evil.example", 443, "curl");

    var row = row(await("?type=Policy-Not-Enforced-As-Served", 1));

    assertThat(row.select("details li").eachText())
        .hasSize(2)
        .anyMatch(cause -> cause.contains("allowed-endpoints in the workflow file"))
        .anyMatch(cause -> cause.contains("cannot resolve one of them"));
  }

  @Test
  void what_an_agent_was_told_is_shown() {
    job("1").detects("Reverse-Shell", "sh");

    var row = row(await("", 1));

    assertThat(row.select("td[data-label=What]").text()).isEqualTo("sh started by npm");
    assertThat(row.select("td[data-label=Policy]").text()).endsWith("told to record it");
  }

  @Test
  void a_detection_is_resolved_and_opened_again() {
    job("1").isBlocked("evil.example", 443, "curl");
    var page = await("?search=EVIL", 1);
    var form = row(page).expectFirst("form");
    assertThat(form.select("button").text())
        .isEqualTo("Resolve Domain-Blocked evil.example:443 in run 1");

    send(form.attr("action"), page);
    var after = browser.page(detections + "?status=new&search=EVIL");
    assertThat(after.select("[data-flash]").text()).contains("Domain-Blocked is resolved.");
    assertThat(after.select("tbody tr")).isEmpty();
    var resolved = browser.page(detections + "?status=resolved");
    assertThat(row(resolved).select("th").text()).contains("resolved", "by bootstrap,");
    assertThat(row(resolved).select("a[href*=suppression-rules]")).isEmpty();

    send(form.attr("action"), resolved);
    assertThat(browser.page(detections).select("[data-flash]").text()).contains("is resolved.");
    send(row(resolved).expectFirst("form").attr("action"), resolved);
    assertThat(browser.page(detections).select("tbody tr")).hasSize(1);
  }

  private void send(String action, Document page) {
    browser
        .request()
        .urlEncodingEnabled(false)
        .formParam("csrf-token", Browser.token(page))
        .post(action)
        .then()
        .statusCode(303)
        .header("Location", endsWith(action.substring(action.indexOf('?'))));
  }

  @Test
  void while_nothing_is_recorded_nothing_is_resolved() {
    job("1").isBlocked("evil.example", 443, "curl");
    var page = await("", 1);
    telemetry.taken(false);
    try {
      browser
          .send(row(page).expectFirst("form").attr("action"), Browser.token(page), Map.of())
          .then()
          .statusCode(503)
          .contentType("text/html");
    } finally {
      telemetry.taken(true);
    }

    assertThat(browser.page(detections).select("tbody tr")).hasSize(1);
  }

  @Test
  void a_rule_suppresses_until_somebody_resolves() {
    job("1").isBlocked("evil.example", 443, "curl").isBlocked("other.example", 443, "curl");
    await("", 2);
    rule("Domain-Blocked", "\"endpoint\": \"evil.example\"");

    assertThat(row(await("", 1)).text()).contains("other.example");
    var suppressed = row(browser.page(detections + "?status=suppressed"));
    assertThat(suppressed.select("th").text()).contains("suppressed by our <b>mirror</b>");
    assertThat(suppressed.select("b")).isEmpty();
    assertThat(browser.page(detections + "?rule=" + rules.getFirst()).select("tbody tr"))
        .hasSize(1);

    var page = browser.page(detections + "?status=suppressed");
    send(suppressed.expectFirst("form").attr("action"), page);
    assertThat(browser.page(detections + "?status=suppressed").select("tbody tr")).isEmpty();
    assertThat(row(browser.page(detections + "?status=resolved")).select("th").text())
        .contains("also suppressed by our <b>mirror</b>");
  }

  @Test
  void a_rule_that_was_removed_before_suppresses_nothing() {
    job("1").isBlocked("evil.example", 443, "curl");
    await("", 1);
    rule("Domain-Blocked", "\"job\": \"build\"");
    // The decider of these tests has a clock of its own, far in the past: nothing is before it.
    await("?status=suppressed", 1);
    Api.admin().delete(RULES + "/" + rules.getFirst()).then().statusCode(204);

    await("", 1);
  }

  @ParameterizedTest
  @CsvSource({
    "'?status=all', 3",
    "'?status=nonsense', 3",
    "'?type=nonsense', 3",
    "'?type=Domain-Blocked', 1",
    "'?repository=APP', 2",
    "'?repository=other', 1",
    "'?repository=none', 0",
    "'?search=WGET', 1",
    "'?search=evil.example', 1",
    "'?search=72', 1",
    "'?search=CI.yml', 3",
    "'?search=nothing', 0",
    "'?rule=0123', 0",
    "'?status=resolved', 0",
  })
  void filters_narrow_the_list(String query, int rows) {
    var key = PlayedJob.runnerKey(owner, "prod");
    PlayedJob.verified(key, owner, "App", "71", "ci.yml")
        .isBlocked("evil.example", 443, "curl")
        .detects("Reverse-Shell", "sh");
    PlayedJob.verified(key, owner, "other", "72", "ci.yml").detects("Privileged-Container", "wget");
    await("", 3);

    var page = await(query, rows);

    assertThat(page.select(".empty").text())
        .isEqualTo(rows == 0 ? "No detection passes this filter. Show all new ones" : "");
  }

  @Test
  void what_a_job_names_is_text_and_nothing_else() {
    job("1")
        .isBlocked("<img src=x onerror=alert(1)>.example", 443, "\\u202e<script>alert(1)</script>");

    var row = row(await("", 1));

    assertThat(row.select("script, img")).isEmpty();
    assertThat(row.text()).contains("U+202E<script>alert(1)</script>");
    assertThat(row.select("td code").text()).contains("<img src=x onerror=alert(1)>.example:443");
  }

  @Test
  void who_may_only_read_sees_no_button_and_changes_nothing() {
    job("1").isBlocked("evil.example", 443, "curl");
    await("", 1);
    var reader = Browser.signedIn(Browsing.key(owner, "read-only"));
    var page = reader.page(detections);
    var id = row(page).id().replace("detection-", "");

    assertThat(row(page).select("form, a[href*=suppression-rules]")).isEmpty();
    for (var action : new String[] {"resolve", "reopen"}) {
      reader
          .send("%s/%s/%s".formatted(detections, id, action), Browser.token(page), Map.of())
          .then()
          .statusCode(403);
    }
    assertThat(reader.page(detections).select("tbody tr")).hasSize(1);
    var admin = Browser.signedIn(Browsing.key(owner, "admin"));
    assertThat(row(admin.page(detections)).select("form")).hasSize(1);
    assertThat(row(admin.page(detections)).select("a[href*=suppression-rules]")).isEmpty();
  }

  @Test
  void what_is_not_there_is_not_found() {
    var token = Browser.token(browser.page(detections));

    browser.send(detections + "/x/resolve", token, Map.of()).then().statusCode(400);
    browser
        .send(detections + "/0123456789abcdef0123456789abcdef/reopen", token, Map.of())
        .then()
        .statusCode(404);
    browser.get("/github/nobody-has-this/actions/detections").then().statusCode(404);
    browser.send(detections + "/x/resolve", "no token", Map.of()).then().statusCode(403);
    Browser.signedIn(Browsing.key(owner, "read-only"))
        .get("/github/%s/actions/detections".formatted(Api.newOwner()))
        .then()
        .statusCode(403);
  }
}
