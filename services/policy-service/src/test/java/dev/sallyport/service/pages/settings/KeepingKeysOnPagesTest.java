package dev.sallyport.service.pages.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(InMemory.class)
class KeepingKeysOnPagesTest {
  private static final Map<String, String> NEW_KEY =
      Map.of("name", "prod <b>runners</b>", "kind", "runner", "cluster", "prod");

  private final String owner = Api.newOwner();
  private final String settings = "/github/%s/settings".formatted(owner);
  private final String keys = settings + "/api-keys";

  @BeforeEach
  void a_policy_is_there() {
    Api.audit(owner, "p1");
  }

  @Test
  void a_new_key_is_shown_once_and_works() {
    var browser = Browser.signedIn(Api.ADMIN);
    var created = browser.send(keys, Browser.token(browser.page(keys)), NEW_KEY);

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.header("Cache-Control")).isEqualTo("no-store");
    var secret = Jsoup.parse(created.asString()).select("#issued-secret").text();
    assertThat(secret).startsWith("sp_");
    assertThat(row(browser.page(keys))).contains("prod <b>runners</b>", "runner", "prod", "by boo");
    assertThat(browser.page(keys).html()).doesNotContain(secret);
    // As told by the log, it was done in the web pages.
    Api.admin()
        .get("/v1/github/%s/actions/audit-log".formatted(owner))
        .then()
        .body("entries[0].source", equalTo("ui"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api-keys", "/installation?runners=arc"})
  void reloading_the_answer_creates_no_second_key(String place) {
    var browser = Browser.signedIn(Api.ADMIN);
    var page = browser.page(settings + place);
    var form = new HashMap<>(NEW_KEY);
    form.put("form", page.select("main input[name=form]").val());

    browser.send(settings + place, Browser.token(page), form).then().statusCode(201);
    var repeated = browser.send(settings + place, Browser.token(page), form);

    assertThat(repeated.statusCode()).isEqualTo(409);
    var told = Jsoup.parse(repeated.asString());
    assertThat(told.select("[role=alert]").text()).startsWith("This key was created before");
    assertThat(told.select("#issued-secret")).isEmpty();
    assertThat(browser.page(keys).select("tbody tr")).hasSize(1);

    form.put("name", "another one");
    browser.send(settings + place, Browser.token(page), form).then().statusCode(201);
    assertThat(browser.page(keys).select("tbody tr")).hasSize(2);
  }

  @Test
  void what_cannot_be_a_key_is_told_at_the_form() {
    var browser = Browser.signedIn(Api.ADMIN);
    var refused =
        browser.send(
            keys,
            Browser.token(browser.page(keys)),
            Map.of("name", "readers", "kind", "read-only", "cluster", "prod"));

    assertThat(refused.statusCode()).isEqualTo(400);
    var page = Jsoup.parse(refused.asString());
    assertThat(page.select("[role=alert]").text())
        .isEqualTo("Only a runner key can be bound to a cluster.");
    assertThat(page.select("#key-name").val()).isEqualTo("readers");
    assertThat(page.select("#kind-read-only").hasAttr("checked")).isTrue();
  }

  @Test
  void a_key_is_revoked_after_a_question() {
    var browser = Browser.signedIn(Api.ADMIN);
    browser.send(keys, Browser.token(browser.page(keys)), NEW_KEY);
    var ask = browser.page(keys).select("tbody a").attr("href");

    var question = browser.page(ask);
    assertThat(question.select("h1").text()).contains("prod <b>runners</b>");
    browser
        .send(ask, Browser.token(question), Map.of())
        .then()
        .statusCode(303)
        .header("Location", endsWith(keys));

    var page = browser.page(keys);
    assertThat(page.select("[data-flash]").text()).contains("is revoked");
    assertThat(row(page)).startsWith("There is no key yet.");
    browser.get(ask).then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // token, Sec-Fetch-Site, Origin, status
        "right, -,           -,                    201",
        "right, same-origin, null,                 201",
        "right, -,           http://{host},        201",
        "-,     -,           -,                    403",
        "empty, same-origin, -,                    403",
        "other, same-origin, -,                    403",
        "right, cross-site,  -,                    403",
        "right, same-site,   -,                    403",
        "right, -,           https://evil.example, 403",
        "right, -,           null,                 403",
      })
  void a_form_counts_only_from_a_page_of_the_same_session(
      String token, String fetchSite, String origin, int status) {
    var browser = Browser.signedIn(Api.ADMIN);
    var request = browser.request().formParams(NEW_KEY);
    if (token != null) {
      request.formParam(
          "csrf-token",
          switch (token) {
            case "right" -> Browser.token(browser.page(keys));
            case "other" -> Browser.token(Browser.signedIn(Api.ADMIN).page(keys));
            default -> "";
          });
    }
    if (fetchSite != null) {
      request.header("Sec-Fetch-Site", fetchSite);
    }
    if (origin != null) {
      var host = "localhost:" + RestAssured.port;
      request.header("Origin", origin.replace("{host}", host)).header("Host", host);
    }

    request.post(keys).then().statusCode(status).contentType("text/html");
  }

  @Test
  void a_change_without_a_session_is_sent_to_the_form() {
    new Browser()
        .send(keys, "x", NEW_KEY)
        .then()
        .statusCode(303)
        .header("Location", endsWith("/sign-in"));
  }

  @Test
  void who_may_only_read_sees_no_button_that_would_fail() {
    var browser = Browser.signedIn(issue("read-only"));

    var store = browser.page("/github/%s/actions/policies".formatted(owner));
    assertThat(store.select("nav a[href$=/settings/api-keys]")).isEmpty();
    var installation = browser.page(settings + "/installation");
    assertThat(installation.select("main form")).isEmpty();
    var token = Browser.token(installation);
    browser.get(keys).then().statusCode(403).contentType("text/html");
    browser.send(keys, token, NEW_KEY).then().statusCode(403);
    browser.send(settings + "/installation", token, NEW_KEY).then().statusCode(403);
    browser.get("/settings/api-keys").then().statusCode(403);
  }

  @Test
  void keys_of_the_installation_have_a_page_of_their_own() {
    var browser = Browser.signedIn(Api.ADMIN);
    var page = browser.page("/settings/api-keys");
    assertThat(page.select("h1").text()).isEqualTo("API keys of the installation");
    assertThat(page.select("#key-cluster")).isEmpty();

    var created =
        browser.send(
            "/settings/api-keys", Browser.token(page), Map.of("name", owner, "kind", "security"));

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(browser.page("/settings/api-keys").text()).contains(owner);
    assertThat(browser.page("/").select("a[href=/settings/api-keys]")).hasSize(1);
    assertThat(Browser.signedIn(issue("admin")).page("/").select("a[href^=/settings]")).isEmpty();
    Browser.signedIn(issue("admin")).get("/settings/api-keys").then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({
    "github-hosted, steps.fetch.outputs.mode",
    "custom-vm, use-policy-store: true",
    "self-hosted, use-policy-store: true",
    "arc, name: STEP_API",
    "other, steps.fetch.outputs.mode",
  })
  void each_kind_of_runner_has_its_snippets(String runners, String snippet) {
    var page = Browser.signedIn(Api.ADMIN).page(settings + "/installation?runners=" + runners);

    assertThat(page.select("pre").text())
        .contains("gh secret set STEP_SECURITY_API_KEY --org " + owner, snippet)
        .doesNotContain("{address}");
    assertThat(page.select(".nav-tabs a").eachText())
        .containsExactly("GitHub-Hosted", "Custom VM", "Self-Hosted", "ARC");
  }

  @Test
  void a_runner_key_is_made_where_it_is_needed() {
    var browser = Browser.signedIn(Api.ADMIN);
    var path = settings + "/installation?runners=arc";
    var created =
        browser.send(
            path, Browser.token(browser.page(path)), Map.of("name", "arc", "cluster", "prod"));

    assertThat(created.statusCode()).isEqualTo(201);
    var page = Jsoup.parse(created.asString());
    assertThat(page.select("#issued-secret").text()).startsWith("sp_");
    assertThat(page.select("main").text()).contains("arc (prod)");
    assertThat(page.select(".nav-tabs [aria-current]").text()).isEqualTo("ARC");
  }

  @Test
  void the_chain_is_told_as_far_as_it_goes() {
    var page = Browser.signedIn(issue("read-only")).page(settings + "/chain");

    assertThat(page.select("dd").eachText().getFirst()).isEqualTo("3");
    assertThat(page.select("#chain-hash").text()).matches("[0-9a-f]{64}");
  }

  private static String row(Document page) {
    return page.select("tbody tr").eachText().getFirst();
  }

  private String issue(String kind) {
    return Api.json("{\"kind\": \"%s\", \"name\": \"%s\"}".formatted(kind, kind))
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }
}
