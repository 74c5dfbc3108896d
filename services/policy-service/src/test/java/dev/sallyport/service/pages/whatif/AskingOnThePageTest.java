package dev.sallyport.service.pages.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.insight.PlayedJob;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.topology.view.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(InMemory.class)
class AskingOnThePageTest {
  private static final String MIRROR =
      "egress-policy: block\nallowed-endpoints: >\n  mirror.example:443\n";

  private final String owner = Api.newOwner();
  private final String whatIf = "/github/%s/actions/what-if".formatted(owner);
  private final Browser browser = new Browser();

  @BeforeEach
  void a_job_was_denied_one_call_and_let_through_with_another() {
    Api.awaitChanges();
    Api.block(owner, "p1", "github.com:443");
    Api.json("{\"org\":{\"name\":\"%s\",\"apply_to_org\":true,\"repos\":[]}}".formatted(owner))
        .post(Api.policy(owner, "p1") + "/attach")
        .then()
        .statusCode(200);
    Api.audit(owner, "loose");
    PlayedJob.verified(PlayedJob.runnerKey(owner, "prod"), owner, "App", "1", "ci.yml")
        .calls("github.com", 443, "git")
        .isBlocked("mirror.example", 443, "curl");
    browser.signIn(Api.ADMIN, "/");
  }

  private Response ask(Browser asking, Map<String, String> changed) {
    var fields = new HashMap<>(Map.of("policy", "", "yaml", "", "level", "standing", "days", "7"));
    fields.putAll(changed);
    return asking
        .request()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(fields)
        .formParam("csrf-token", Browser.token(asking.page(whatIf)))
        .post(whatIf);
  }

  private Document answer(Map<String, String> changed) {
    return Jsoup.parse(
        ask(browser, changed).then().statusCode(200).contentType("text/html").extract().asString());
  }

  private static String section(Document page, String id) {
    return page.expectFirst("section[aria-labelledby=%s-heading]".formatted(id)).text();
  }

  @Test
  void the_form_is_filled_in_with_a_policy() {
    var page = browser.page(whatIf + "?policy=p1");

    assertThat(page.select("#policy").val()).isEqualTo("p1");
    assertThat(page.select("#days").val()).isEqualTo("7");
    assertThat(page.select("#answer").text()).isEmpty();
    assertThat(page.select("#known-policies option").eachAttr("value"))
        .containsExactly("loose", "p1");
    assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("What-if");
  }

  @Test
  void pages_of_a_policy_lead_here() {
    for (var path : new String[] {"", "/edit", "/attach"}) {
      var page = browser.page("/github/%s/actions/policies/p1%s".formatted(owner, path));
      assertThat(page.select("main a[href='%s?policy=p1']".formatted(whatIf)).text())
          .isEqualTo("What would it have blocked?");
    }
  }

  @Test
  void another_text_is_told_apart_from_what_happened() {
    Soon.is("the calls are counted", () -> answer(Map.of("policy", "p1")).text().contains("1 job"));

    var page = answer(Map.of("policy", "p1", "yaml", MIRROR));

    assertThat(page.select("#answer h2").text()).startsWith("Since 20");
    assertThat(section(page, "blocked"))
        .startsWith("Would have been blocked: 1 call")
        .contains("github.com:443", "App · ci.yml · build on prod");
    assertThat(section(page, "allowed"))
        .startsWith("Would have been allowed: 1 call")
        .contains("mirror.example:443");
    assertThat(page.select("#yaml").text()).contains("mirror.example");
  }

  @Test
  void what_the_policy_says_now_changes_nothing() {
    var page = answer(Map.of("policy", "p1"));

    assertThat(page.select("section tbody")).isEmpty();
    assertThat(section(page, "blocked")).contains("None of the calls that got through");
  }

  @ParameterizedTest
  @CsvSource({
    "organization, '', 1",
    "repository, App, 1",
    "repository, other, 0",
    "workflow, App/ci.yml, 1",
    "cluster, prod, 0", // the policy of the organization stands above it
  })
  void a_text_alone_stands_where_it_is_said_to(String level, String target, int jobs) {
    var page = answer(Map.of("yaml", MIRROR, "level", level, "target", target));

    assertThat(page.select("#answer").text())
        .contains(jobs == 0 ? "No job was seen" : "It would have applied to 1 job");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', standing, '', 7, Name a policy",
    "'', 'egress-policy: audit', standing, '', 7, A text alone stands nowhere",
    "p1, '', standing, '', 31, Days are a number from 1 to 30",
    "p1, '', standing, '', x, Days are a number",
    "loose, '', standing, '', 7, stands nowhere",
    "nothing, '', standing, '', 7, nothing",
    "p1, 'egress-policy: [', standing, '', 7, The text cannot be read:",
    "p1, '', workflow, app, 7, 'workflow is a repository and a file'",
    "p1, '', nonsense, app, 7, 'A scope is an organization'",
  })
  void what_cannot_be_asked_is_told(
      String policy, String yaml, String level, String target, String days, String told) {
    var page =
        answer(
            Map.of("policy", policy, "yaml", yaml, "level", level, "target", target, "days", days));

    assertThat(page.select("#answer [role=alert]").text()).contains(told);
    assertThat(page.select("#policy").val()).isEqualTo(policy);
  }

  @Test
  void what_a_job_names_is_text_and_nothing_else() {
    PlayedJob.verified(PlayedJob.runnerKey(owner, "prod"), owner, "App", "2", "ci.yml")
        .isBlocked("<img src=x onerror=alert(1)>\\u202e.example", 443, "curl");
    var audit = Map.of("policy", "p1", "yaml", "egress-policy: audit\n");
    Soon.is("the call is counted", () -> answer(audit).select("section tbody tr").size() == 2);

    var page = answer(audit);

    assertThat(page.select("main img, main script")).isEmpty();
    assertThat(section(page, "allowed")).contains("<img src=x onerror=alert(1)>U+202E.example:443");
  }

  @Test
  void who_may_read_may_ask_and_nobody_else() {
    var reader = Browser.signedIn(Browsing.key(owner, "read-only"));
    ask(reader, Map.of("policy", "p1")).then().statusCode(200);
    reader.send(whatIf, "no token", Map.of("policy", "p1")).then().statusCode(403);

    var other = Api.newOwner();
    Api.audit(other, "p1");
    Browsing.get(Browsing.key(other, "admin"), whatIf).statusCode(403);
    browser.get("/github/nobody-has-this/actions/what-if").then().statusCode(404);
  }
}
