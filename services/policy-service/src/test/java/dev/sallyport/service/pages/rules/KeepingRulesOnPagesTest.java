package dev.sallyport.service.pages.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(InMemory.class)
class KeepingRulesOnPagesTest {
  private static final String API = "/v1/default/detection-rules";

  private final String owner = Api.newOwner();
  private final String rules = "/github/%s/actions/suppression-rules".formatted(owner);
  private final Browser browser = new Browser();

  @BeforeEach
  void the_organization_is_there() {
    Api.awaitChanges();
    Api.audit(owner, "p1");
    browser.signIn(Api.ADMIN, "/");
  }

  @AfterEach
  void no_rule_is_left() {
    List<String> left = Api.admin().get(API).jsonPath().getList("rule_id");
    left.forEach(id -> Api.admin().delete(API + "/" + id).then().statusCode(204));
  }

  private Map<String, String> mirror() {
    return new HashMap<>(
        Map.of(
            "detection", "Domain-Blocked",
            "name", "our <b>mirror</b>",
            "description", "\u202eit is ours",
            "owner", owner,
            "repo", "App",
            "endpoint", " mirror.example:443 ",
            "process", ""));
  }

  private Response send(String path, Map<String, String> fields) {
    return browser
        .request()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(fields)
        .formParam("csrf-token", Browser.token(browser.page(rules)))
        .post(path);
  }

  private void create(Map<String, String> fields) {
    send(rules + "/new", fields).then().statusCode(303).header("Location", endsWith(rules));
  }

  private static Element row(Document page) {
    return page.expectFirst("tbody tr");
  }

  private static String link(Document page, String text) {
    return page.select("tbody a").stream()
        .filter(link -> link.text().startsWith(text))
        .findFirst()
        .orElseThrow()
        .attr("href");
  }

  @Test
  void an_empty_page_leads_to_the_detections() {
    var page = browser.page(rules);

    assertThat(page.select(".empty").text()).startsWith("No rule holds here yet.");
    assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Suppression Rules");
    assertThat(browser.page(rules + "/new").select("#condition-owner").val()).isEqualTo(owner);
  }

  @Test
  void a_rule_is_created_changed_and_deleted_after_a_question() {
    create(mirror());
    var page = browser.page(rules);
    assertThat(page.select("[data-flash]").text()).contains("“our <b>mirror</b>” holds");
    assertThat(row(page).select("th").text()).isEqualTo("our <b>mirror</b> U+202Eit is ours");
    assertThat(row(page).select("b, script")).isEmpty();
    assertThat(row(page).select("td").eachText())
        .startsWith(
            "Domain-Blocked",
            "organization %s endpoint mirror.example:443 repository App".formatted(owner),
            "none");
    Api.admin()
        .get("/v1/default/audit-log?limit=1")
        .then()
        .body("entries[0].type", equalTo("Suppression Rule Added"))
        .body("entries[0].source", equalTo("ui"));

    var edit = link(page, "Edit");
    var form = browser.page(edit);
    assertThat(form.select("#condition-endpoint").val()).isEqualTo("mirror.example:443");
    assertThat(form.select("option[selected]").text()).isEqualTo("Domain-Blocked");
    var changed = mirror();
    changed.put("seen", form.select("input[name=seen]").val());
    changed.put("owner", "");
    changed.put("repo", "*");
    send(edit, changed).then().statusCode(303);
    assertThat(row(browser.page(rules)).select("[data-label=Where]").text())
        .isEqualTo("in every organization endpoint mirror.example:443");

    var ask = link(browser.page(rules), "Delete");
    assertThat(browser.page(ask).select("#confirmation").text())
        .contains("our <b>mirror</b>", "in every organization", "stays suppressed");
    send(ask, Map.of()).then().statusCode(303).header("Location", endsWith(rules));
    assertThat(browser.page(rules).select("tbody tr")).isEmpty();
    browser.get(ask).then().statusCode(404);
    browser.get(edit).then().statusCode(404);
  }

  @Test
  void a_rule_that_somebody_changed_meanwhile_is_not_overwritten_unseen() {
    create(mirror());
    var edit = link(browser.page(rules), "Edit");
    var mine = mirror();
    mine.put("seen", browser.page(edit).select("input[name=seen]").val());
    mine.put("job", "mine");
    var theirs = new HashMap<>(mine);
    theirs.put("job", "theirs");
    send(edit, theirs).then().statusCode(303);

    var refused = send(edit, mine);

    assertThat(refused.statusCode()).isEqualTo(409);
    var page = Jsoup.parse(refused.asString());
    assertThat(page.select("#rule-problem").text()).startsWith("bootstrap changed this rule");
    assertThat(page.select("#condition-job").val()).isEqualTo("mine");
    assertThat(row(browser.page(rules)).text()).contains("theirs");
    mine.put("seen", page.select("input[name=seen]").val());
    send(edit, mine).then().statusCode(303);
    assertThat(row(browser.page(rules)).text()).contains("mine");
  }

  @Test
  void what_the_form_does_not_ask_for_stays_as_a_client_set_it() {
    Api.json(
            """
            {"id": "HTTPS-Outbound-Network-Call", "name": "theirs", "description": "",
             "conditions": {"host": "h", "owner": "%s"}, "severity_action": {"type": "ignore"}}\
            """
                .formatted(owner))
        .post(API)
        .then()
        .statusCode(201);
    var edit = link(browser.page(rules), "Edit");
    var form = browser.page(edit);
    assertThat(form.select(".alert-warning").text()).startsWith("Also host is h");
    assertThat(form.select("option[selected]").text()).isEqualTo("HTTPS-Outbound-Network-Call");

    send(
            edit,
            Map.of(
                "seen",
                form.select("input[name=seen]").val(),
                "detection",
                "HTTPS-Outbound-Network-Call",
                "name",
                "ours",
                "owner",
                owner))
        .then()
        .statusCode(303);

    Api.admin()
        .get(API)
        .then()
        .body("[0].name", equalTo("ours"))
        .body("[0].conditions", equalTo(Map.of("host", "h", "owner", owner)));
  }

  @ParameterizedTest
  @CsvSource({"detection, ''", "name, 'a\tb'", "repo, 'a\u0007b'"})
  void what_cannot_be_a_rule_is_told_at_the_form(String field, String value) {
    var fields = mirror();
    fields.put(field, value);

    var refused = send(rules + "/new", fields);

    assertThat(refused.statusCode()).isEqualTo(400);
    var page = Jsoup.parse(refused.asString());
    assertThat(page.select("#rule-problem").text()).isNotEmpty();
    assertThat(page.select("#condition-endpoint").val()).isEqualTo("mirror.example:443");
    Api.admin().get(API).then().body("size()", equalTo(0));
  }

  @Test
  void a_detection_fills_in_the_rule_that_suppresses_it_and_its_like() {
    PlayedJob.verified(PlayedJob.runnerKey(owner, "prod"), owner, "App", "1", "ci.yml")
        .isBlocked("evil.example", 443, "\\\"><script>alert(1)</script>");
    var detections = "/github/%s/actions/detections".formatted(owner);
    Soon.is("the detection shows", () -> browser.page(detections).select("tbody tr").size() == 1);
    var suppress = row(browser.page(detections)).select("a[href*=/new?detection=]").attr("href");

    var form = browser.page(suppress);

    assertThat(form.select("main input.form-control").eachAttr("value"))
        .containsExactly(
            "",
            "",
            owner,
            "App",
            "ci.yml",
            "build",
            "evil.example:443",
            "",
            "\"><script>alert(1)</script>");
    assertThat(form.select("main script")).isEmpty();
    var fields = new HashMap<String, String>();
    form.select("main input[name]").forEach(input -> fields.put(input.attr("name"), input.val()));
    fields.remove("csrf-token");
    fields.put("detection", form.select("option[selected]").text());
    fields.put("name", "known");
    create(fields);

    assertThat(browser.page(detections).select("tbody tr")).isEmpty();
    var count = row(browser.page(rules)).expectFirst("[data-label='Detections here'] a");
    assertThat(count.text()).isEqualTo("1 detections of known");
    assertThat(browser.page(count.attr("href")).select("tbody th").text()).contains("suppressed");
    browser.get(rules + "/new?detection=0123").then().statusCode(404);
  }

  @Test
  void an_organizations_people_see_the_rules_that_concern_it_and_change_none() {
    create(mirror());
    var everywhere = mirror();
    everywhere.putAll(Map.of("owner", "*", "name", "everywhere"));
    create(everywhere);
    var elsewhere = mirror();
    elsewhere.putAll(Map.of("owner", "somebody-else", "name", "elsewhere"));
    create(elsewhere);
    var edit = link(browser.page(rules), "Edit");

    assertThat(browser.page(rules).select("tbody tr")).hasSize(2);
    assertThat(browser.page(rules + "?all=true").select("tbody tr")).hasSize(3);
    assertThat(browser.page(rules + "?all=true&search=ELSE").select("tbody tr")).hasSize(1);
    for (var kind : new String[] {"read-only", "admin"}) {
      var reader = Browser.signedIn(Browsing.key(owner, kind));
      var page = reader.page(rules + "?all=true");
      assertThat(page.select("tbody th").eachText())
          .hasSize(2)
          .noneMatch(text -> text.contains("elsewhere"));
      assertThat(page.select("main form[method=post], main a[href*=" + rules + "/]")).isEmpty();
      assertThat(page.select("main a[href*=all]")).isEmpty();
      var token = Browser.token(page);
      for (var path : new String[] {rules + "/new", edit, edit + "/delete"}) {
        reader.get(path).then().statusCode(403);
        reader.send(path, token, mirror()).then().statusCode(403);
      }
    }
    Api.admin().get(API).then().body("size()", equalTo(3));
    browser.send(rules + "/new", "no token", mirror()).then().statusCode(403);
  }

  @Test
  void the_security_team_keeps_rules_too() {
    String key =
        Api.json("{\"kind\": \"security\", \"name\": \"s\"}")
            .post("/v1/default/api-keys")
            .jsonPath()
            .getString("key");
    var security = Browser.signedIn(key);

    security
        .send(rules + "/new", Browser.token(security.page(rules + "/new")), mirror())
        .then()
        .statusCode(303);

    assertThat(security.page(rules).select("tbody tr")).hasSize(1);
  }
}
