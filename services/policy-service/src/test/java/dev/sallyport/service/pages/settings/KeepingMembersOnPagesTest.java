package dev.sallyport.service.pages.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(InMemory.class)
class KeepingMembersOnPagesTest {
  private static final Map<String, String> GRACE =
      Map.of(
          "issuer", "https://id.example",
          "subject", "grace <b>1</b>",
          "email", "\u202egrace <script>alert(1)</script>",
          "role", "editor");

  private final String owner = Api.newOwner();
  private final String members = "/github/%s/settings/members".formatted(owner);
  private final String api = "/v1/github/" + owner;
  private final Browser browser = new Browser();

  @BeforeEach
  void a_policy_is_there() {
    Api.audit(owner, "p1");
    browser.signIn(Api.ADMIN, "/");
  }

  @Test
  void an_empty_page_says_what_to_do_first() {
    var page = browser.page(members);

    assertThat(page.select(".empty").text())
        .isEqualTo("Nobody has a role here yet. Invite somebody by e-mail address below.");
    assertThat(page.select("fieldset label").eachText())
        .hasSize(3)
        .first()
        .isEqualTo("Auditor Reads everything of this organization.");
    assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Members");
  }

  @Test
  void an_address_is_invited_and_the_invitation_withdrawn() {
    send("", Map.of("email", " Ada@Acme.example ", "role", "editor"))
        .then()
        .statusCode(303)
        .header("Location", endsWith(members));
    var page = browser.page(members);
    assertThat(page.select("[data-flash]").text())
        .contains("ada@acme.example is invited", "Nothing");
    assertThat(page.select("tbody tr").text()).contains("ada@acme.example editor", "by bootstrap");

    send("/withdraw", Map.of("email", "ada@acme.example")).then().statusCode(303);

    assertThat(browser.page(members).select("tbody tr")).isEmpty();
    send("/withdraw", Map.of("email", "ada@acme.example")).then().statusCode(404);
    Api.admin()
        .get(api + "/actions/audit-log")
        .then()
        .body("entries[0].type", equalTo("Invitation Withdrawn"))
        .body("entries[1].change.email", equalTo("ada@acme.example"))
        .body("entries[1].source", equalTo("ui"));
  }

  @ParameterizedTest
  @CsvSource({
    "ada,             editor",
    "a@b@c,           editor",
    "a\u202e@b,       editor",
    "'',              editor",
    "ada@acme.example, security",
    "ada@acme.example, ''",
  })
  void what_cannot_be_an_invitation_is_told_at_the_form(String email, String role) {
    var refused = send("", Map.of("email", email, "role", role));

    assertThat(refused.statusCode()).isEqualTo(400);
    var page = Jsoup.parse(refused.asString());
    assertThat(page.select("#invite-problem").text()).isNotEmpty();
    assertThat(page.select("#invite-email").val()).isEqualTo(email);
    Api.admin().get(api + "/invitations").then().body("entries", empty());
  }

  @Test
  void a_role_is_given_changed_and_taken_away_after_a_question() {
    send("/grant", GRACE).then().statusCode(303);
    var row = Objects.requireNonNull(browser.page(members).selectFirst("tbody tr"));
    assertThat(row.select("select option[selected]").text()).isEqualTo("Editor");
    // What hides or turns the text is shown, and nothing of it is taken for HTML.
    assertThat(row.select("th").text())
        .isEqualTo("U+202Egrace <script>alert(1)</script> grace <b>1</b> at https://id.example");
    assertThat(row.select("script")).isEmpty();
    assertThat(browser.page(members).select("#dialog #dialog-content")).hasSize(1);

    var change = new HashMap<>(GRACE);
    change.put("role", "auditor");
    send("/grant", change).then().statusCode(303);
    assertThat(browser.page(members).select("tbody option[selected]").text()).isEqualTo("Auditor");

    var ask = row.select("a[data-dialog]").attr("href");
    var question =
        Jsoup.parse(
            browser.request().urlEncodingEnabled(false).get(ask).then().extract().asString());
    assertThat(question.select("#confirmation").text())
        .contains("grace <b>1</b>", "Takes the role auditor away")
        .doesNotContain("An invitation of this address is open");
    send("/remove", GRACE).then().statusCode(303);
    Api.admin().get(api + "/members").then().body("entries", empty());
    send("/remove", GRACE).then().statusCode(404);
  }

  @Test
  void a_page_that_was_left_open_changes_no_role_but_the_one_it_showed() {
    send("/grant", GRACE).then().statusCode(303);
    var row = Objects.requireNonNull(browser.page(members).selectFirst("tbody tr"));
    assertThat(row.select("input[name=shown]").val()).isEqualTo("editor");
    var change = new HashMap<>(GRACE);
    change.put("role", "admin");
    change.put("shown", "auditor");

    send("/grant", change).then().statusCode(303);
    assertThat(browser.page(members).select(".alert-warning[data-flash]").text())
        .contains("is editor by now, so nothing was changed.");
    Api.admin().get(api + "/members").then().body("entries.role", contains("editor"));

    change.put("shown", "editor");
    send("/remove", GRACE).then().statusCode(303);
    send("/grant", change).then().statusCode(303);
    assertThat(browser.page(members).select(".alert-warning[data-flash]").text())
        .contains("has no role here any more, so nothing was changed.");
    Api.admin().get(api + "/members").then().body("entries", empty());

    send("/grant", GRACE).then().statusCode(303);
    send("/grant", change).then().statusCode(303);
    Api.admin().get(api + "/members").then().body("entries.role", contains("admin"));
  }

  @Test
  void who_is_removed_and_still_invited_is_told_of() {
    send("/grant", Map.of("issuer", "i", "subject", "s", "email", "Ada@x", "role", "admin"));
    send("", Map.of("email", "ada@x", "role", "admin"));

    assertThat(browser.page(members + "/remove?issuer=i&subject=s").text())
        .contains("An invitation of this address is open");
    browser.get(members + "/remove?issuer=i&subject=other").then().statusCode(404);
    browser.get(members + "/remove").then().statusCode(404);
  }

  @Test
  void what_cannot_be_a_member_is_told_where_it_was_asked() {
    var refused = send("/grant", Map.of("issuer", "", "subject", "s", "role", "editor"));

    assertThat(refused.statusCode()).isEqualTo(400);
    var page = Jsoup.parse(refused.asString());
    assertThat(page.select("details[open] #grant-problem").text()).startsWith("issuer has 1 to");
    assertThat(page.select("#grant-subject").val()).isEqualTo("s");
    assertThat(page.select("#invite-email").val()).isEmpty();
  }

  @Test
  void members_are_found_by_a_part_of_what_names_them() {
    send("/grant", Map.of("issuer", "i", "subject", "s1", "email", "ada@x", "role", "admin"));
    send("/grant", Map.of("issuer", "i", "subject", "s2", "email", "bo@x", "role", "admin"));

    assertThat(browser.page(members + "?search=BO").select("tbody tr")).hasSize(1);
    assertThat(browser.page(members + "?search=s1").select("tbody th").text()).contains("ada@x");
    assertThat(browser.page(members + "?search=nobody").select(".empty").text())
        .startsWith("No member matches.");
  }

  @Test
  void who_may_only_read_sees_no_link_and_gets_no_page() {
    var reader = Browser.signedIn(Browsing.key(owner, "read-only"));
    var store = reader.page("/github/%s/actions/policies".formatted(owner));
    assertThat(store.select("nav a[href$=/settings/members]")).isEmpty();
    var token = Browser.token(store);

    reader.get(members).then().statusCode(403).contentType("text/html");
    reader.get(members + "/remove?issuer=i&subject=s").then().statusCode(403);
    for (var path : new String[] {"", "/grant", "/withdraw", "/remove"}) {
      reader.send(members + path, token, GRACE).then().statusCode(403);
    }
    reader.get("/settings/members").then().statusCode(403);
    Api.admin().get(api + "/members").then().body("entries", empty());
  }

  @Test
  void a_form_counts_only_with_the_token_of_the_session() {
    browser.send(members, "x", Map.of("email", "a@b", "role", "editor")).then().statusCode(403);
    Api.admin().get(api + "/invitations").then().body("entries", empty());
  }

  @Test
  void members_of_the_installation_have_a_page_of_their_own() {
    var email = owner.toLowerCase(Locale.ROOT) + "@acme.example";
    var page = browser.page("/settings/members");
    assertThat(page.select("h1").text()).isEqualTo("Members of the installation");
    assertThat(page.select("fieldset label")).hasSize(4);

    browser
        .send("/settings/members", Browser.token(page), Map.of("email", email, "role", "security"))
        .then()
        .statusCode(303)
        .header("Location", endsWith("/settings/members"));

    assertThat(browser.page("/settings/members").text()).contains(email);
    assertThat(browser.page("/").select("a[href=/settings/members]")).hasSize(1);
    var admin = Browser.signedIn(Browsing.key(owner, "admin"));
    assertThat(admin.page("/").select("a[href^=/settings]")).isEmpty();
    admin.get("/settings/members").then().statusCode(403);
  }

  @Test
  void an_organizations_admin_invites_for_it_alone() {
    var admin = Browser.signedIn(Browsing.key(owner, "admin"));

    admin
        .send(
            members,
            Browser.token(admin.page(members)),
            Map.of("email", "ada@acme.example", "role", "admin"))
        .then()
        .statusCode(303);

    Api.admin().get(api + "/invitations").then().body("entries.role", contains("admin"));
    var other = Api.newOwner();
    Api.audit(other, "p1");
    admin.get("/github/%s/settings/members".formatted(other)).then().statusCode(403);
  }

  @Test
  void forms_are_told_apart_whatever_headers_come_with_them() {
    for (var email : new String[] {"ada@acme.example", "bo@acme.example"}) {
      browser
          .request()
          .header("Idempotency-Key", "once")
          .formParam("email", email)
          .formParam("role", "editor")
          .formParam("csrf-token", Browser.token(browser.page(members)))
          .post(members)
          .then()
          .statusCode(303);
    }

    Api.admin()
        .get(api + "/invitations")
        .then()
        .body("entries.email", contains("ada@acme.example", "bo@acme.example"));
  }

  @Test
  void sessions_of_a_person_are_ended_from_the_page_of_the_installation() {
    var page = browser.page("/settings/members");
    var person = Map.of("issuer", "https://id.example", "subject", "leaving-" + owner);

    browser
        .send("/settings/members/end-sessions", Browser.token(page), person)
        .then()
        .statusCode(303)
        .header("Location", endsWith("/settings/members"));

    assertThat(browser.page("/settings/members").select("[data-flash]").text())
        .contains("All sessions of leaving-" + owner + " have ended.");
    Api.admin()
        .get("/v1/default/audit-log")
        .then()
        .body("entries[0].type", equalTo("Sessions Ended"))
        .body("entries[0].change.subject", equalTo("leaving-" + owner));
    browser
        .send("/settings/members/end-sessions", Browser.token(page), Map.of("issuer", "i"))
        .then()
        .statusCode(400);
    var admin = Browser.signedIn(Browsing.key(owner, "admin"));
    admin
        .send("/settings/members/end-sessions", Browser.token(admin.page(members)), person)
        .then()
        .statusCode(403);
    assertThat(admin.page(members).select("form[action$=/end-sessions]")).isEmpty();
  }

  private Response send(String path, Map<String, String> fields) {
    return browser
        .request()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(fields)
        .formParam("csrf-token", Browser.token(browser.page(members)))
        .post(members + path);
  }
}
