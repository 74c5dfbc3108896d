package dev.sallyport.service.pages.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.integrations.Told;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.management.MemoryEngine;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(InMemory.class)
class KeepingIntegrationsOnPagesTest {
  private static final String NAME = "our <b>SIEM</b>\u202e";

  private final String owner = Api.newOwner();
  private final String path = "/github/%s/settings/integrations".formatted(owner);
  private final String api = "/v1/github/%s/integrations".formatted(owner);
  private final Browser browser = new Browser();

  @Inject MemoryEngine engine;

  @BeforeEach
  void the_organization_is_there() {
    Api.awaitChanges();
    Api.audit(owner, "p1");
    browser.signIn(Api.ADMIN, "/");
  }

  /** What the form of a page holds, as a browser sends it. */
  private static Map<String, List<String>> fields(Document page) {
    var fields = new HashMap<String, List<String>>();
    for (var field : page.expectFirst("main form:has(input[name=name])").select("[name]")) {
      var box = field.attr("type").equals("checkbox");
      if (!box || field.hasAttr("checked")) {
        fields
            .computeIfAbsent(field.attr("name"), _ -> new ArrayList<>())
            .add(field.tagName().equals("textarea") ? field.wholeText() : field.val());
      }
    }
    return fields;
  }

  private Map<String, List<String>> blank(String type) {
    return fields(browser.page(path + "/new?type=" + type));
  }

  private Map<String, List<String>> webhook() {
    var fields = blank("webhook");
    fields.put("name", List.of(NAME));
    fields.put("url", List.of("https://siem.example/hooks"));
    fields.put("header-name", List.of("Authorization", "", "X-Team"));
    fields.put("header-value", List.of("Bearer my-secret", "", "my-secret-team"));
    fields.put("event", List.of("policy-updated", "blocked-call"));
    fields.put("repositories", List.of("app\r\n tools"));
    return fields;
  }

  private Map<String, List<String>> slack() {
    var fields = blank("slack-webhook");
    fields.put("name", List.of("Slack"));
    fields.put("address", List.of("https://hooks.slack.example/my-secret"));
    return fields;
  }

  private Response send(String to, Map<String, List<String>> fields) {
    var request = browser.request().contentType("application/x-www-form-urlencoded; charset=UTF-8");
    fields.forEach(request::formParam);
    return request.post(to);
  }

  /** Presses the only button of a page whose form leads there. */
  private Response press(Document page, String to, String... fields) {
    var form = page.expectFirst("main form[action=%s]".formatted(to));
    var request = browser.request();
    form.select("input[type=hidden]")
        .forEach(each -> request.formParam(each.attr("name"), each.val()));
    for (var i = 0; i < fields.length; i += 2) {
      request.formParam(fields[i], fields[i + 1]);
    }
    return request.post(to);
  }

  private String added(Map<String, List<String>> fields) {
    assertThat(send(path + "/new", fields).statusCode()).isIn(201, 303);
    List<String> ids = Api.admin().get(api).path("integrations.id");
    return ids.getLast();
  }

  private static Element row(Document page) {
    return page.expectFirst("tbody tr");
  }

  private List<Map<String, String>> secrets() {
    return engine.secrets().kept().entrySet().stream()
        .filter(each -> each.getKey().owner().equals(Owner.organization(owner)))
        .map(Map.Entry::getValue)
        .toList();
  }

  private String flash() {
    return browser.page(path).select("[data-flash]").text();
  }

  @Test
  void an_empty_page_leads_to_the_types() {
    var page = browser.page(path);

    assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Integrations");
    assertThat(page.select(".empty").text()).startsWith("Nobody is told anything yet.");
    var choice = browser.page(page.expectFirst("main a[href$=/new]").attr("href"));
    assertThat(choice.select("main a[href*=type]").eachText())
        .containsExactly(
            "Webhook", "Slack, by webhook", "Slack, by bot", "Microsoft Teams", "E-mail");
    for (var link : choice.select("main a[href*=type]").eachAttr("href")) {
      assertThat(browser.page(link).select("main fieldset legend").eachText())
          .contains("Is told of", "Policies", "Access", "Detections", "Deliveries");
    }
    browser.get(path + "/new?type=pager").then().statusCode(404);
  }

  @Test
  void a_new_webhook_shows_its_signing_secret_once() {
    var fields = webhook();
    var added = send(path + "/new", fields);

    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.header("Cache-Control")).isEqualTo("no-store");
    var shown = Jsoup.parse(added.asString());
    var secret = shown.select("#signing-secret").text();
    assertThat(secret).startsWith("whsec_");
    assertThat(secrets())
        .containsExactly(
            Map.of(
                "signing-secret",
                secret,
                "header:authorization",
                "Bearer my-secret",
                "header:x-team",
                "my-secret-team"));
    String id = Api.admin().get(api).path("integrations[0].id");
    for (var page : List.of(path, path + "/" + id, path + "/" + id + "/edit")) {
      assertThat(browser.page(page).html()).doesNotContain(secret, "my-secret");
    }
    Api.admin()
        .get("/v1/github/%s/actions/audit-log?limit=1".formatted(owner))
        .then()
        .body("entries[0].type", equalTo("Integration Added"))
        .body("entries[0].source", equalTo("ui"));

    var repeated = send(path + "/new", fields);

    assertThat(repeated.statusCode()).isEqualTo(303);
    assertThat(browser.page(path).select("[data-flash]").text())
        .startsWith("This webhook was added before");
    assertThat(browser.page(path).select("tbody tr")).hasSize(1);
    assertThat(secrets()).hasSize(1);
  }

  @Test
  void an_integration_is_listed_with_what_it_is_told() {
    added(webhook());

    var row = row(browser.page(path));

    assertThat(row.select("th").text())
        .isEqualTo("our <b>SIEM</b>U+202E Webhook · https://siem.example/hooks");
    assertThat(row.select("b, script")).isEmpty();
    assertThat(row.select("td").eachText())
        .startsWith(
            "Policy updated, Outbound call blocked of 2 repositories",
            "active",
            "nothing told yet");
    var page = browser.page(row.select("th a").attr("href"));
    assertThat(page.select("h1 b")).isEmpty();
    assertThat(page.select("main dd").eachText())
        .contains("Authorization, X-Team", "Policy updated, Outbound call blocked", "app, tools");
  }

  @ParameterizedTest
  @CsvSource({
    "slack-bot, channel, '#ci', token, xoxb-my-secret",
    "teams-webhook, name, Teams, address, https://teams.example/my-secret",
    "email, recipients, a@example.com b@example.com, paused, true",
  })
  void each_type_has_a_form_of_its_own(
      String type, String field, String value, String other, String text) {
    var fields = blank(type);
    fields.put("name", List.of("It"));
    fields.put(field, List.of(value));
    fields.put(other, List.of(text));

    send(path + "/new", fields).then().statusCode(303);

    assertThat(flash()).endsWith("is added.");
    Api.admin()
        .get(api)
        .then()
        .body("integrations.type", contains(type))
        .body("integrations[0].events", hasSize(14))
        .body("integrations[0].state", equalTo(type.equals("email") ? "paused" : "active"));
    assertThat(browser.page(path).html()).doesNotContain("my-secret");
  }

  @Test
  void editing_keeps_the_secrets_that_are_left_empty() {
    var here = path + "/" + added(webhook());
    var before = secrets();
    var form = browser.page(here + "/edit");
    assertThat(form.select("input[type=password]").eachAttr("value")).allMatch(String::isEmpty);
    assertThat(form.select("input[name=header-name]").eachAttr("value"))
        .containsExactly("Authorization", "X-Team", "", "");
    assertThat(form.select("input[name=event][checked]").eachAttr("value"))
        .containsExactly("policy-updated", "blocked-call");
    var fields = fields(form);
    fields.put("name", List.of("Other"));

    send(here + "/edit", fields).then().statusCode(303).header("Location", endsWith(here));

    assertThat(browser.page(here).select("h1").text()).startsWith("Other");
    assertThat(secrets()).isEqualTo(before);

    fields = fields(browser.page(here + "/edit"));
    fields.put("header-name", List.of("Authorization", "", "", ""));
    fields.put("header-value", List.of("next-secret", "", "", ""));
    send(here + "/edit", fields).then().statusCode(303);
    assertThat(secrets().getFirst())
        .containsEntry("header:authorization", "next-secret")
        .containsEntry("signing-secret", before.getFirst().get("signing-secret"))
        .doesNotContainKey("header:x-team");
  }

  @Test
  void a_signing_secret_is_changed_with_both_in_use_for_a_while() {
    var here = path + "/" + added(webhook());
    var made = secrets().getFirst().get("signing-secret");
    var next = "whsec_bmV4dC1uZXh0LW5leHQtbmV4dC1uZXh0LW5leHQh";
    var fields = fields(browser.page(here + "/edit"));
    fields.put("signing-secret", List.of(next));
    fields.put("previous-signing-secret", List.of(made));
    send(here + "/edit", fields).then().statusCode(303);
    assertThat(secrets().getFirst())
        .containsEntry("signing-secret", next)
        .containsEntry("previous-signing-secret", made);

    fields = fields(browser.page(here + "/edit"));
    fields.put("end-previous", List.of("true"));
    send(here + "/edit", fields).then().statusCode(303);

    assertThat(secrets().getFirst())
        .containsEntry("signing-secret", next)
        .doesNotContainKey("previous-signing-secret");
  }

  @Test
  void what_somebody_changed_meanwhile_is_not_overwritten_unseen() {
    var here = path + "/" + added(slack());
    var mine = fields(browser.page(here + "/edit"));
    mine.put("name", List.of("mine"));
    var theirs = new HashMap<>(mine);
    theirs.put("name", List.of("theirs"));
    send(here + "/edit", theirs).then().statusCode(303);

    var refused = send(here + "/edit", mine);

    assertThat(refused.statusCode()).isEqualTo(409);
    var page = Jsoup.parse(refused.asString());
    assertThat(page.select("#integration-problem").text())
        .startsWith("bootstrap changed this integration");
    assertThat(row(browser.page(path)).text()).contains("theirs");
    send(here + "/edit", fields(page)).then().statusCode(303);
    assertThat(row(browser.page(path)).text()).contains("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "name, ''",
    "url, ftp://my.example",
    "signing-secret, my-secret",
    "event, ''",
    "event, eaten",
    "repositories, a a"
  })
  void what_cannot_be_an_integration_is_told_at_the_form(String field, String value) {
    var fields = webhook();
    if (value.isEmpty() && field.equals("event")) {
      fields.remove(field);
    } else {
      fields.put(field, List.of(value));
    }

    var refused = send(path + "/new", fields);

    assertThat(refused.statusCode()).isEqualTo(400);
    var page = Jsoup.parse(refused.asString());
    assertThat(page.select("#integration-problem").text()).isNotEmpty();
    assertThat(page.select("input[name=header-name]").eachAttr("value"))
        .startsWith("Authorization", "X-Team");
    assertThat(page.html()).doesNotContain("my-secret");
    assertThat(browser.page(path).select("tbody tr")).isEmpty();
    assertThat(secrets()).isEmpty();
  }

  @Test
  void health_and_deliveries_are_shown_as_the_sinks_told_them() {
    var id = added(slack());
    var here = path + "/" + id;
    var told = new Told(owner, id);
    engine
        .deliveries()
        .tell(
            new IntegrationId(id),
            told.state(),
            List.of(told.delivered(), told.waiting(), told.dead()));

    var row = row(browser.page(path));
    assertThat(row.select("[data-label=State]").text()).isEqualTo("failing");
    assertThat(row.select("[data-label=Health]").text())
        .contains("1 waiting, since", "last delivered", Told.FAILURE, "1 given up");
    assertThat(row.select("[data-label=Health] b")).isEmpty();

    var page = browser.page(here);
    assertThat(page.select("tbody th").eachText())
        .containsExactly("Policy updated p1", "Outbound call blocked", "Any other change");
    assertThat(page.select("tbody th a").attr("href"))
        .isEqualTo("/github/%s/actions/policies/p1".formatted(owner));
    assertThat(page.select("tbody [data-label=State]").eachText())
        .containsExactly("delivered 2 attempts", "waiting 2 attempts", "given up 2 attempts");
    assertThat(page.select("tbody tr").get(1).select("[data-label='Last attempt']").text())
        .contains("next not before 2026-01-02 00:05:00 UTC");
    assertThat(page.select("details pre").eachText())
        .contains("200 OK", Told.FAILURE)
        .anyMatch(text -> text.contains("<script>alert(1)</script>"));
    assertThat(page.select("main script")).isEmpty();
    assertThat(page.select("tbody form input[name=delivery]").eachAttr("value"))
        .as("what waits is delivered anyway")
        .containsExactly(Told.DELIVERED, Told.DEAD);
  }

  @Test
  void a_test_a_delivery_and_all_since_are_sent_by_buttons() {
    var id = added(slack());
    var here = path + "/" + id;
    engine
        .deliveries()
        .tell(
            new IntegrationId(id),
            new Told(owner, id).state(),
            List.of(new Told(owner, id).dead()));

    press(browser.page(path), here + "/test")
        .then()
        .statusCode(303)
        .header("Location", endsWith(here));
    var page = browser.page(here);
    assertThat(page.select("[data-flash]").text()).contains("Reload this page");
    assertLogged("Integration Tested");

    var again = page.expectFirst("tbody form");
    assertThat(again.select("button").text())
        .isEqualTo("Deliver again: Any other change, delivery 1");
    press(page, again.attr("action")).then().statusCode(303);
    assertLogged("Deliveries Replayed");
    Api.admin()
        .get("/v1/github/%s/actions/audit-log?limit=1".formatted(owner))
        .then()
        .body("entries[0].change.delivery", equalTo(Told.DEAD));

    var token = Browser.token(page);
    browser
        .send(here + "/replay", token, Map.of("since", "2026-01-01T10:00"))
        .then()
        .statusCode(303);
    Api.admin()
        .get("/v1/github/%s/actions/audit-log?limit=1".formatted(owner))
        .then()
        .body("entries[0].change.since", equalTo("2026-01-01T10:00:00Z"));
    for (var since : List.of("", "yesterday")) {
      browser.send(here + "/replay", token, Map.of("since", since)).then().statusCode(303);
      assertThat(browser.page(here).select("[data-flash].alert-warning")).hasSize(1);
    }
    browser.send(here + "/replay", token, Map.of("delivery", "1")).then().statusCode(404);
    browser.send(here + "/test", "no token", Map.of()).then().statusCode(403);
  }

  private void assertLogged(String type) {
    Api.admin()
        .get("/v1/github/%s/actions/audit-log?limit=1".formatted(owner))
        .then()
        .body("entries[0].type", equalTo(type))
        .body("entries[0].source", equalTo("ui"));
  }

  @Test
  void one_is_paused_resumed_and_deleted_after_a_question() {
    var here = path + "/" + added(slack());

    press(browser.page(here), here + "/pause").then().statusCode(303);
    var paused = browser.page(here);
    assertThat(paused.select("h1").text()).isEqualTo("Slack paused");
    assertThat(paused.select("form[action$=/test], form[action$=/replay]")).isEmpty();
    browser.send(here + "/test", Browser.token(paused), Map.of()).then().statusCode(303);
    assertThat(browser.page(here).select("[data-flash]").text()).contains("resume it first");
    assertThat(secrets()).hasSize(1);

    press(paused, here + "/resume").then().statusCode(303);
    assertThat(browser.page(here).select("h1").text()).isEqualTo("Slack active");

    var question = browser.page(here + "/delete");
    assertThat(question.select("#confirmation").text()).contains("Slack", "secrets are removed");
    press(question, here + "/delete").then().statusCode(303).header("Location", endsWith(path));
    assertThat(flash()).isEqualTo("“Slack” is deleted.");
    assertThat(browser.page(path).select("tbody tr")).isEmpty();
    assertThat(secrets()).isEmpty();
    browser.get(here).then().statusCode(404);
    browser.get(here + "/edit").then().statusCode(404);
    browser.get(path + "/1").then().statusCode(404);
  }

  @Test
  void who_may_only_read_sees_no_button_that_would_fail() {
    var id = added(slack());
    var here = path + "/" + id;
    engine
        .deliveries()
        .tell(
            new IntegrationId(id),
            new Told(owner, id).state(),
            List.of(new Told(owner, id).dead()));
    var reader = Browser.signedIn(Browsing.key(owner, "read-only"));

    assertThat(reader.page(path).select("main form, main a[href$=/new], main a[href$=/edit]"))
        .isEmpty();
    assertThat(reader.page(here).select("main form, main a[href$=/edit], main a[href$=/delete]"))
        .isEmpty();
    var token = Browser.token(reader.page(here));
    for (var page : List.of(path + "/new", here + "/edit", here + "/delete")) {
      reader.get(page).then().statusCode(403);
      reader.send(page, token, Map.of("name", "x")).then().statusCode(403);
    }
    for (var button : List.of("/test", "/replay", "/pause", "/resume")) {
      reader.send(here + button, token, Map.of("since", "2026-01-01T10:00")).then().statusCode(403);
    }
    Api.admin().get(api).then().body("integrations.state", contains("active"));
  }
}
