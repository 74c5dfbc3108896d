package dev.sallyport.service.pages.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(InMemory.class)
class SigningInTest {
  private final String owner = Api.newOwner();
  private final String store = "/github/%s/actions/policies".formatted(owner);

  @BeforeEach
  void a_policy_is_there() {
    Api.audit(owner, "p1");
  }

  @Test
  void a_page_sends_who_is_not_signed_in_to_the_form_and_the_form_back() {
    var browser = new Browser();
    browser
        .get(store + "?mode=audit")
        .then()
        .statusCode(303)
        .header(
            "Location",
            endsWith(
                "/sign-in?next=%2Fgithub%2F" + owner + "%2Factions%2Fpolicies%3Fmode%3Daudit"));

    browser
        .signIn(Api.ADMIN, store + "?mode=audit")
        .then()
        .statusCode(303)
        .header("Location", endsWith(store + "?mode=audit"));

    var page = browser.page(store);
    assertThat(page.text()).contains("p1", "Signed in as bootstrap");
    assertThat(page.select("form[action=/sign-out] input[name=csrf-token]").val()).isNotEmpty();
  }

  @Test
  void signing_in_gives_the_session_another_id() {
    var browser = new Browser();
    browser.get("/sign-in");
    var before = browser.cookies().get("sallyport");
    browser.signIn(Api.ADMIN, "/");

    assertThat(browser.cookies().get("sallyport")).isNotEqualTo(before);
    given().cookie("sallyport", before).redirects().follow(false).get(store).then().statusCode(303);
  }

  @Test
  void who_is_signed_in_needs_no_form() {
    Browser.signedIn(Api.ADMIN)
        .get("/sign-in?next=" + store)
        .then()
        .statusCode(303)
        .header("Location", endsWith(store));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/", "https://evil.example/", "/\\evil.example"})
  void leads_to_no_other_site(String next) {
    var location = new Browser().signIn(Api.ADMIN, next).getHeader("Location");

    assertThat(location).doesNotContain("evil").endsWith("/");
  }

  @Test
  void runner_keys_and_unknown_keys_are_refused_in_words() {
    for (var key : new String[] {issue(owner, "runner"), "sp_nobody-has-this-key", ""}) {
      var answer = new Browser().signIn(key, "/").then().statusCode(403).extract();

      assertThat(Jsoup.parse(answer.asString()).select("[role=alert]").text())
          .startsWith("This key opens nothing here.");
      // What was typed is not sent back.
      if (!key.isEmpty()) {
        assertThat(answer.asString()).doesNotContain(key);
      }
    }
  }

  @Test
  void a_revoked_key_ends_its_sessions_at_the_next_request() {
    var key = issue(owner, "read-only");
    var browser = Browser.signedIn(key);
    browser.get(store).then().statusCode(200);
    var id =
        Api.admin()
            .get("/v1/github/%s/api-keys".formatted(owner))
            .path("entries.find { it.kind == 'read-only' }.id")
            .toString();

    Api.admin().delete("/v1/github/%s/api-keys/%s".formatted(owner, id)).then().statusCode(204);

    browser.get(store).then().statusCode(303).header("Location", containsString("/sign-in"));
  }

  @Test
  void signing_out_takes_the_token_and_makes_the_browser_forget() {
    var browser = Browser.signedIn(Api.ADMIN);
    var token = Browser.token(browser.page(store));
    browser.send("/sign-out", "", Map.of()).then().statusCode(403);
    browser.get(store).then().statusCode(200);

    browser
        .send("/sign-out", token, Map.of())
        .then()
        .statusCode(303)
        .header("Location", endsWith("/sign-in"))
        .cookie("sallyport", equalTo(""));

    browser.get(store).then().statusCode(303);
  }

  @Test
  void signing_out_everywhere_ends_every_session_of_the_key_and_no_other() {
    var key = issue(owner, "read-only");
    var here = Browser.signedIn(key);
    var elsewhere = Browser.signedIn(key);
    var other = Browser.signedIn(issue(owner, "read-only"));
    var page = here.page(store);
    assertThat(page.select("button[formaction=/sign-out-everywhere]").text())
        .isEqualTo("Sign out everywhere");

    here.send("/sign-out-everywhere", "", Map.of()).then().statusCode(403);
    here.send("/sign-out-everywhere", Browser.token(page), Map.of())
        .then()
        .statusCode(303)
        .header("Location", endsWith("/sign-in"))
        .cookie("sallyport", equalTo(""));

    assertThat(here.page("/sign-in").select("[data-flash]").text())
        .isEqualTo("You are signed out everywhere.");
    elsewhere.get(store).then().statusCode(303).header("Location", containsString("/sign-in"));
    other.get(store).then().statusCode(200);
    Browser.signedIn(key).get(store).then().statusCode(200);
    Api.as(key).get("/v1" + store).then().statusCode(200);
  }

  @Test
  void the_audit_log_tells_who_was_signed_out_everywhere() {
    var key = issue(owner, "read-only");
    var browser = Browser.signedIn(key);
    browser.send("/sign-out-everywhere", Browser.token(browser.page(store)), Map.of());

    var log = Browser.signedIn(key).page("/github/%s/audit-log".formatted(owner));

    assertThat(log.select("main").text())
        .contains("Sessions Ended", "everybody who had signed in with the key");
    Api.admin()
        .get("/v1/github/%s/actions/audit-log".formatted(owner))
        .then()
        .body("entries[0].type", equalTo("Sessions Ended"))
        .body("entries[0].source", equalTo("ui"))
        .body("entries[0].change.key", equalTo(KeyHash.of(key).id().value()));
  }

  @Test
  void signing_out_everywhere_is_done_once_in_ten_seconds() {
    var key = issue(owner, "admin");
    var first = Browser.signedIn(key);
    leaveUnderAKey(first).then().statusCode(303);
    var second = Browser.signedIn(key);

    // Were it taken for a repeat, the second one's session would go on behind a promise.
    leaveUnderAKey(second)
        .then()
        .statusCode(429)
        .contentType("text/html")
        .header("Retry-After", equalTo("10"));

    second.get(store).then().statusCode(200);
  }

  private Response leaveUnderAKey(Browser browser) {
    return browser
        .request()
        .header("Idempotency-Key", "once")
        .formParam("csrf-token", Browser.token(browser.page(store)))
        .post("/sign-out-everywhere");
  }

  @Test
  void who_is_not_signed_in_has_nothing_to_end() {
    new Browser()
        .send("/sign-out-everywhere", "x", Map.of())
        .then()
        .statusCode(303)
        .header("Location", endsWith("/sign-in"));
    given()
        .header("Authorization", "Bearer " + Api.ADMIN)
        .redirects()
        .follow(false)
        .post("/sign-out-everywhere")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/sign-in"));
  }

  @Test
  void a_session_opens_what_its_key_opens_and_nothing_else() {
    var other = Api.newOwner();
    Api.audit(other, "p1");
    var browser = Browser.signedIn(issue(owner, "read-only"));

    browser.get(store).then().statusCode(200);
    browser
        .get("/github/%s/actions/policies".formatted(other))
        .then()
        .statusCode(403)
        .contentType("text/html");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // token, Sec-Fetch-Site, Origin, status
        "right, -,           -,                    200",
        "right, same-origin, -,                    200",
        "-,     same-origin, -,                    401",
        "wrong, same-origin, -,                    403",
        "right, cross-site,  -,                    403",
        "right, -,           https://evil.example, 403",
      })
  void the_api_takes_a_session_from_our_scripts_alone(
      String token, String fetchSite, String origin, int status) {
    var browser = Browser.signedIn(Api.ADMIN);
    var request = browser.request().accept("application/json");
    if (token != null) {
      request.header(
          "X-CSRF-Token", token.equals("right") ? Browser.token(browser.page(store)) : "x");
    }
    if (fetchSite != null) {
      request.header("Sec-Fetch-Site", fetchSite);
    }
    if (origin != null) {
      request.header("Origin", origin);
    }

    request.get("/v1" + store).then().statusCode(status);
  }

  @Test
  void a_form_of_another_session_does_not_sign_in() {
    var other = Browser.token(new Browser().page("/sign-in"));
    var browser = new Browser();
    browser.get("/sign-in");

    browser.send("/sign-in", other, Map.of("key", Api.ADMIN)).then().statusCode(403);
    new Browser().send("/sign-in", other, Map.of("key", Api.ADMIN)).then().statusCode(403);
  }

  @Test
  void scripts_are_told_where_to_sign_in() {
    given()
        .header("HX-Request", "true")
        .header("HX-Current-URL", "http://localhost" + store)
        .get(store)
        .then()
        .statusCode(401)
        .header("HX-Redirect", equalTo("/sign-in?next=" + store.replace("/", "%2F")));
    given().accept("text/event-stream").get(store).then().statusCode(406);
  }

  @Test
  void an_answer_to_a_key_sets_no_cookie() {
    Api.admin().get(store).then().statusCode(200).header("Set-Cookie", nullValue());
    Browser.signedIn(Api.ADMIN).get(store).then().header("Cache-Control", notNullValue());
  }

  private static String issue(String owner, String kind) {
    return Api.json("{\"kind\": \"%s\", \"name\": \"%s\"}".formatted(kind, kind))
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }
}
