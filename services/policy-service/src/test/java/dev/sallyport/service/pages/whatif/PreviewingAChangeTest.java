package dev.sallyport.service.pages.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.insight.PlayedJob;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.management.ScriptedInsights;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Forms;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.view.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the editor and the page of attachments ask for by themselves. */
@QuarkusTest
@TestProfile(InMemory.class)
class PreviewingAChangeTest {
  private static final String MIRROR =
      "egress-policy: block\nallowed-endpoints: >\n  mirror.example:443\n";

  private final String owner = Api.newOwner();
  private final String policies = "/github/%s/actions/policies".formatted(owner);
  private final String preview = "/github/%s/actions/what-if/preview".formatted(owner);
  private final Browser browser = new Browser();
  private final ScriptedInsights insights;

  @Inject
  PreviewingAChangeTest(Insights insights) {
    this.insights = (ScriptedInsights) insights;
  }

  @BeforeEach
  void a_job_was_denied_one_call_and_let_through_with_another() {
    Api.awaitChanges();
    Api.block(owner, "p1", "github.com:443");
    Api.json("{\"org\":{\"name\":\"%s\",\"apply_to_org\":true,\"repos\":[]}}".formatted(owner))
        .post(Api.policy(owner, "p1") + "/attach")
        .then()
        .statusCode(200);
    job("1").calls("github.com", 443, "git").isBlocked("mirror.example", 443, "curl");
    browser.signIn(Api.ADMIN, "/");
  }

  private PlayedJob job(String run) {
    return PlayedJob.verified(PlayedJob.runnerKey(owner, "prod"), owner, "App", run, "ci.yml");
  }

  private Response send(Browser asking, Map<String, String> fields) {
    return asking
        .request()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(fields)
        .formParam("csrf-token", Browser.token(asking.page(policies)))
        .post(preview);
  }

  private Document ask(Map<String, String> fields) {
    return Jsoup.parse(
        send(browser, fields).then().statusCode(200).contentType("text/html").extract().asString());
  }

  private Document awaited(Map<String, String> fields, String words) {
    Soon.is("the calls are counted", () -> ask(fields).text().contains(words));
    return ask(fields);
  }

  @Test
  void a_text_that_is_not_saved_yet_is_told_apart_from_what_happened() {
    var part = awaited(Map.of("policy", "p1", "yaml", MIRROR), "to 1 job");

    assertThat(part.expectFirst("#preview > p").text())
        .startsWith("Since 20")
        .endsWith("to 1 job: 1 call would have been blocked, 1 newly allowed.");
    assertThat(part.select("details section").eachText())
        .satisfiesExactly(
            blocked ->
                assertThat(blocked).contains("github.com:443", "App · ci.yml · build on prod"),
            allowed -> assertThat(allowed).contains("mirror.example:443"));
    assertThat(part.select("a").eachAttr("href"))
        .containsExactly("/github/%s/actions/what-if?policy=p1".formatted(owner));
  }

  @Test
  void what_changes_nothing_lists_nothing() {
    var part = awaited(Map.of("policy", "p1"), "to 1 job");

    assertThat(part.text()).contains("0 calls would have been blocked, 0 newly allowed");
    assertThat(part.select("details")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "organization, 1",
    "repository App, 1",
    "workflow App/ci.yml, 1",
    "repository other, 0",
  })
  void a_policy_stands_where_the_boxes_say(String scope, int jobs) {
    Api.yaml(MIRROR).put(Api.policy(owner, "mirror")).then().statusCode(201);

    var fields = Map.of("policy", "mirror", "scope", scope);

    awaited(fields, jobs == 0 ? "no job was seen" : "1 call would have been blocked, 1 newly");
  }

  @Test
  void the_most_of_each_kind_are_twenty_lines() {
    var job = job("2");
    IntStream.range(0, 25).forEach(i -> job.isBlocked("h%d.example".formatted(i), 443, "curl"));

    var part = awaited(Map.of("policy", "p1", "yaml", "egress-policy: audit\n"), "26 newly");

    assertThat(part.select("tbody tr")).hasSize(20);
    assertThat(part.text()).contains("The 20 with the most calls are shown, of 26.");
  }

  @ParameterizedTest
  @CsvSource({
    "p1, 'egress-policy: [', organization, 'The text cannot be read yet. Line 1, column'",
    "p1, '', organization, 'The text cannot be read yet. Line 1, column'",
    "p1, 'egress-policy: audit', nonsense, 'A scope is an organization'",
    "p1, 'egress-policy: audit', workflow app, 'workflow is a repository and a file'",
    "nothing, 'egress-policy: audit', organization, nothing",
  })
  void what_cannot_be_asked_is_a_line(String policy, String yaml, String scope, String told) {
    var part = ask(Map.of("policy", policy, "yaml", yaml, "scope", scope));

    assertThat(part.expectFirst("#preview > p").text()).contains(told);
    assertThat(part.select("h1, details")).isEmpty();
  }

  @Test
  void a_policy_that_stands_nowhere_any_more_is_told() {
    Api.audit(owner, "loose");

    assertThat(ask(Map.of("policy", "loose")).text()).contains("stands nowhere");
  }

  @Test
  void projections_that_cannot_be_asked_are_a_line_as_well() {
    insights.lose(Owner.organization(owner));

    assertThat(ask(Map.of("policy", "p1")).expectFirst("#preview > p").text())
        .isEqualTo("for this test");
  }

  @Test
  void what_jobs_and_authors_name_is_text_and_nothing_else() {
    job("2").isBlocked("<img src=x onerror=alert(1)>\\u202e.example", 443, "curl");
    var hostile = "\"><script>alert(1)</script>";

    var part = awaited(Map.of("policy", "p1", "yaml", "egress-policy: audit\n"), "2 newly");
    assertThat(part.select("img, script")).isEmpty();
    assertThat(part.text()).contains("<img src=x onerror=alert(1)>U+202E.example:443");

    var refused = ask(Map.of("policy", hostile, "yaml", "egress-policy: audit\n"));
    assertThat(refused.select("script")).isEmpty();
  }

  @Test
  void who_may_read_may_ask_and_nobody_else() {
    var reader = Browser.signedIn(Browsing.key(owner, "read-only"));
    send(reader, Map.of("policy", "p1")).then().statusCode(200);
    reader.send(preview, "no token", Map.of("policy", "p1")).then().statusCode(403);

    var other = Api.newOwner();
    Api.audit(other, "p1");
    Browsing.send(Browsing.key(other, "admin"), preview, "policy", "p1").statusCode(403);
    Browsing.send(Browsing.key(owner, "runner"), preview, "policy", "p1").statusCode(401);
  }

  @Test
  void the_editor_asks_of_a_policy_that_stands_somewhere() {
    Api.audit(owner, "loose");

    var asking = browser.page(policies + "/p1/edit").select("[hx-post='%s']".formatted(preview));
    assertThat(asking.attr("hx-trigger")).isEqualTo("load, edited delay:1s");
    assertThat(asking.select("input[name=policy]").val()).isEqualTo("p1");
    assertThat(browser.page(policies + "/loose/edit").select("[hx-post]")).isEmpty();
    assertThat(browser.page(policies + "/new").select("[hx-post]")).isEmpty();
  }

  @Test
  void the_page_of_attachments_asks_when_something_changes_there() {
    Api.audit(owner, "loose");
    var page = browser.page(policies + "/p1/attach");
    assertThat(page.select("[hx-post]")).isEmpty();

    var moved = Forms.of(page).with("scope", "organization", "repository App").page("show", 200);
    assertThat(moved.select("[hx-post]").attr("hx-post")).isEqualTo(preview);

    var detached = Forms.of(page).with("scope").page("show", 200);
    assertThat(detached.select("[hx-post]")).isEmpty();
    assertThat(detached.text())
        .contains("Jobs where it is detached get the policy that applies next");
  }
}
