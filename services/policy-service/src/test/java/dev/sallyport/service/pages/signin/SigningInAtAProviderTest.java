package dev.sallyport.service.pages.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.nullValue;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.command.PolicyCommand.InviteMember;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.change.Changes;
import dev.sallyport.service.change.RequestId;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.openid.ProviderClient;
import dev.sallyport.service.openid.ProviderUnderTest;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.security.Caller;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(AtAProvider.class)
class SigningInAtAProviderTest {
  private static final String OWNER = "signed-in-acme";
  private static final String STORE = "/github/" + OWNER + "/actions/policies";

  private final URI issuer =
      ConfigProvider.getConfig().getValue("sallyport.sign-in.issuer", URI.class);
  private final Browser browser = new Browser();
  private final String other = Api.newOwner();

  @BeforeEach
  void policies_are_there() {
    Api.audit(OWNER, "p1");
    Api.audit(other, "p1");
  }

  @AfterEach
  void the_provider_works_again() {
    provider().fault("none");
  }

  @Test
  void the_page_offers_it_beside_the_key() {
    var page = browser.page("/sign-in?next=" + STORE);

    var button = page.select("main a.btn");
    assertThat(button.text()).isEqualTo("Sign in with " + ProviderUnderTest.NAME);
    assertThat(button.attr("href")).isEqualTo("/sign-in/oidc?next=" + STORE.replace("/", "%2F"));
    assertThat(page.select("input[name=key]")).hasSize(1);
    browser.signIn(Api.ADMIN, "/").then().statusCode(303);
  }

  @Test
  void leads_to_the_provider_and_back_to_the_page_that_was_asked_for() {
    var answer = signIn(person("auditors"), STORE + "?mode=audit");

    answer.then().statusCode(303).header("Location", endsWith(STORE + "?mode=audit"));
    var page = browser.page(STORE);
    assertThat(page.text()).contains("p1", "Signed in as ann@example.org");
  }

  @Test
  void signing_in_gives_the_session_another_id_and_no_other_cookie() {
    var address = depart("/");
    var before = browser.cookies().get("sallyport");
    arrive(address, person("auditors")).then().statusCode(303);

    assertThat(browser.cookies().get("sallyport")).isNotEqualTo(before);
    assertThat(browser.cookies().get("sallyport-next")).isEmpty();
    given().cookie("sallyport", before).redirects().follow(false).get(STORE).then().statusCode(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/", "https://evil.example/", "/\\evil.example"})
  void leads_to_no_other_site(String next) {
    assertThat(signIn(person("auditors"), next).getHeader("Location"))
        .doesNotContain("evil")
        .endsWith("/");
  }

  @Test
  void the_way_back_is_a_page_of_ours_whatever_its_cookie_says() {
    var address = depart("/");
    browser.cookies().put("sallyport-next", "Ly9ldmlsLmV4YW1wbGUv"); // //evil.example/

    assertThat(arrive(address, person("auditors")).getHeader("Location")).doesNotContain("evil");
  }

  @Test
  void an_auditor_reads_everything_and_changes_nothing() {
    signIn(person("auditors"), "/").then().statusCode(303);

    var page = browser.page(STORE);
    assertThat(page.text()).doesNotContain("Create policy", "Delete policy");
    assertThat(page.select("a[href$=/api-keys]")).isEmpty();
    assertThat(browser.page("/").text()).contains(OWNER, other).doesNotContain("Add organization");
    var token = Browser.token(page);
    browser
        .send(STORE + "/p1/delete", token, Map.of())
        .then()
        .statusCode(403)
        .contentType("text/html")
        .body(containsString("Your role in " + OWNER + " lacks the permission “change policies”"));
    browser.get("/github/%s/settings/api-keys".formatted(OWNER)).then().statusCode(403);
    browser.send("/organizations", token, Map.of("organization", "another")).then().statusCode(403);
    browser
        .request()
        .header("X-CSRF-Token", token)
        .delete("/v1" + STORE + "/p1")
        .then()
        .statusCode(403);
    Api.admin().get("/v1" + STORE + "/p1").then().statusCode(200);
  }

  @Test
  void an_editor_of_one_organization_sees_no_other() {
    signIn(person("acme-editors"), "/").then().statusCode(303);

    assertThat(browser.page("/").text()).contains(OWNER).doesNotContain(other);
    browser
        .get("/github/%s/actions/policies".formatted(other))
        .then()
        .statusCode(403)
        .body(containsString("You have no role in " + other));
    assertThat(browser.page(STORE).text()).contains("Create policy");
  }

  @Test
  void what_a_member_changes_bears_their_address() {
    signIn(person("acme-editors"), "/").then().statusCode(303);
    browser
        .request()
        .header("X-CSRF-Token", Browser.token(browser.page(STORE)))
        .accept("application/json")
        .contentType("application/yaml")
        .body("egress-policy: audit\n".getBytes(StandardCharsets.UTF_8))
        .put("/v1" + STORE + "/by-ann")
        .then()
        .statusCode(201);

    Api.admin()
        .get("/v1/github/%s/actions/audit-log".formatted(OWNER))
        .then()
        .statusCode(200)
        .body(containsString("\"ann@example.org\""), containsString("subject-1 (" + issuer + ")"));
  }

  @Test
  void who_has_no_role_is_told_so_and_gets_no_session() {
    var answer = signIn(person(), STORE);

    var page =
        Jsoup.parse(answer.then().statusCode(403).contentType("text/html").extract().asString());
    assertThat(page.text())
        .contains("You have no role here", "ann@example.org", "subject-1", issuer.toString());
    browser.get(STORE).then().statusCode(303);
    browser.get("/").then().statusCode(303);
  }

  @Test
  void an_invitation_is_accepted_once_by_whoever_proves_the_address() {
    var address = "Invited@Example.org";
    invite(Owner.organization(other), address, Role.EDITOR);
    invite(Owner.TENANT, address, Role.AUDITOR);
    var claims = person();
    claims.put("sub", "invited-1");
    claims.put("email", address.toLowerCase(Locale.ROOT));

    for (var verified : new Object[] {false, "false", "absent"}) {
      claims.put("email_verified", verified);
      signIn(claims, "/").then().statusCode(403).body(containsString("You have no role here"));
    }
    claims.put("email_verified", "true");
    signIn(claims, "/").then().statusCode(303);

    assertThat(browser.page("/github/%s/actions/policies".formatted(other)).text())
        .contains("Create policy");
    assertThat(browser.page(STORE).text()).contains("p1").doesNotContain("Create policy");
    Api.admin()
        .get("/v1/github/%s/actions/audit-log".formatted(other))
        .then()
        .body(containsString("Invitation Accepted"), containsString("invited-1 (" + issuer + ")"));
    claims.put("sub", "invited-2");
    signIn(claims, "/").then().statusCode(403);
  }

  @Test
  void roles_and_a_verified_address_may_be_told_beside_the_token() {
    invite(Owner.organization(other), "thin@example.org", Role.EDITOR);
    var more = person("auditors");
    more.put("email", "thin@example.org");

    signIn(Map.of("sub", "thin", "userinfo", more), "/").then().statusCode(303);

    assertThat(browser.page("/github/%s/actions/policies".formatted(other)).text())
        .contains("Create policy");
    assertThat(browser.page(STORE).text()).contains("p1").doesNotContain("Create policy");
  }

  @Test
  void an_attempt_of_another_browser_signs_nobody_in() {
    var address = depart("/");
    var code = provider().grant(address, person("admins"));
    var state = state(address);

    // The victim has a session of its own, or none.
    var victim = new Browser();
    victim.get("/sign-in");
    for (var one : List.of(victim, new Browser())) {
      var answer = arrive(one, Map.of("code", code, "state", state));
      assertThat(problem(answer, 403)).contains("not begun in this browser");
      one.get(STORE).then().statusCode(303);
    }
    arrive(browser, Map.of("code", code, "state", state)).then().statusCode(303);
  }

  @Test
  void an_answer_is_taken_once() {
    var address = depart("/");
    var before = browser.cookies().get("sallyport");
    var answer =
        Map.of("code", provider().grant(address, person("auditors")), "state", state(address));
    arrive(browser, answer).then().statusCode(303);

    assertThat(problem(arrive(browser, answer), 403)).contains("not begun in this browser");
    var thief = new Browser();
    thief.cookies().put("sallyport", before);
    assertThat(problem(arrive(thief, answer), 403)).contains("invalid_grant");
  }

  @Test
  void what_the_provider_says_went_wrong_is_shown_as_text() {
    var address = depart("/");
    var said = "<script>alert(1)</script>\u202e" + "x".repeat(1_000);
    var answer =
        arrive(
            browser,
            Map.of("error", "access_denied", "error_description", said, "state", state(address)));

    assertThat(answer.asString()).doesNotContain("<script>alert");
    assertThat(problem(answer, 403))
        .contains("access_denied: <script>alert(1)</script>U+202E", "…")
        .hasSizeLessThan(500);
    // Of no attempt of this browser, it is not shown at all.
    assertThat(
            problem(arrive(browser, Map.of("error", "call +1 555 and pay", "state", "1.x.y")), 403))
        .doesNotContain("555");
  }

  @ParameterizedTest
  @CsvSource({
    "down,    503, did not work: it answers 503. Try again",
    "huge,    503, did not work: it cannot be reached. Try again",
    "garbage, 403, did not work: its ID token is no signed JWT.",
    "forged,  403, did not work: its ID token's signature is not valid.",
  })
  void a_provider_that_has_gone_wrong_is_told_of(String fault, int status, String words) {
    var address = depart("/");
    var code = provider().grant(address, person("admins"));
    provider().fault(fault);

    assertThat(problem(arrive(browser, Map.of("code", code, "state", state(address))), status))
        .contains(words);
    browser.get(STORE).then().statusCode(303);
  }

  @ParameterizedTest
  @CsvSource({"forged, 403", "post, 503"})
  void failures_of_the_provider_are_not_held_against_an_address(String fault, int status) {
    for (var i = 0; i < 11; i++) {
      var address = depart("/");
      var code = provider().grant(address, person("auditors"));
      provider().fault(fault);
      problem(arrive(browser, Map.of("code", code, "state", state(address))), status);
      provider().fault("none");
    }

    signIn(person("auditors"), "/").then().statusCode(303);
  }

  @Test
  void codes_are_not_guessed_for_ever() throws Exception {
    var state = state(depart("/"));
    // From an address of its own, since nobody signs in from there afterwards.
    try (var client =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.2")).build()) {
      for (var i = 0; i < 10; i++) {
        assertThat(guess(client, state)).isEqualTo(403);
      }
      assertThat(guess(client, state)).isEqualTo(429);
    }
    signIn(person("auditors"), "/").then().statusCode(303);
  }

  private int guess(HttpClient client, String state) throws IOException, InterruptedException {
    var address =
        "http://127.0.0.1:%d/sign-in/oidc/callback?code=guessed&state=%s"
            .formatted(RestAssured.port, URLEncoder.encode(state, StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Cookie", "sallyport=" + browser.cookies().get("sallyport"))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void a_member_signs_out() {
    signIn(person("auditors"), "/");
    browser
        .send("/sign-out", Browser.token(browser.page(STORE)), Map.of())
        .then()
        .statusCode(303)
        .header("Location", endsWith("/sign-in"));

    browser.get(STORE).then().statusCode(303);
  }

  @Test
  void a_member_signs_out_everywhere() {
    var claims = person("auditors");
    claims.put("sub", "everywhere");
    signIn(claims, "/");
    var copied = browser.cookies().get("sallyport");
    browser
        .send("/sign-out-everywhere", Browser.token(browser.page(STORE)), Map.of())
        .then()
        .statusCode(303);

    given().cookie("sallyport", copied).redirects().follow(false).get(STORE).then().statusCode(303);
    signIn(claims, "/").then().statusCode(303);
    browser.page(STORE);
  }

  @Test
  void an_administrator_ends_the_sessions_of_whoever_has_a_role_from_a_claim() {
    var claims = person("auditors");
    claims.put("sub", "put-out");
    signIn(claims, "/");
    browser.page(STORE);
    var admin = Browser.signedIn(Api.ADMIN);

    admin
        .send(
            "/settings/members/end-sessions",
            Browser.token(admin.page("/settings/members")),
            Map.of("issuer", issuer.toString(), "subject", "put-out"))
        .then()
        .statusCode(303);

    browser.get(STORE).then().statusCode(303).header("Location", containsString("/sign-in"));
  }

  @Test
  void who_lost_every_role_still_signs_out_everywhere() {
    invite(Owner.organization(other), "leaving@example.org", Role.EDITOR);
    var claims = person();
    claims.put("sub", "leaving");
    claims.put("email", "leaving@example.org");
    signIn(claims, "/").then().statusCode(303);
    var store = "/github/%s/actions/policies".formatted(other);
    var token = Browser.token(browser.page(store));
    var copied = browser.cookies().get("sallyport");
    Api.admin()
        .queryParam("issuer", issuer.toString())
        .queryParam("subject", "leaving")
        .delete("/v1/github/%s/members".formatted(other))
        .then()
        .statusCode(204);
    browser.get(store).then().statusCode(403);

    browser.send("/sign-out-everywhere", "x", Map.of()).then().statusCode(403);
    browser
        .send("/sign-out-everywhere", token, Map.of())
        .then()
        .statusCode(303)
        .header("Location", endsWith("/sign-in"));

    given().cookie("sallyport", copied).redirects().follow(false).get(store).then().statusCode(303);
  }

  @Test
  void requests_with_a_key_never_meet_the_provider() {
    provider().fault("down");

    Api.admin().get("/v1" + STORE).then().statusCode(200);
    given().get("/v1" + STORE).then().statusCode(401).header("Location", nullValue());
  }

  private static void invite(Owner owner, String address, Role role) {
    var key = new ApiKey(KeyHash.of(Api.ADMIN), KeyKind.TENANT_ADMIN, "bootstrap", null, true);
    var _ =
        Arc.container()
            .instance(Changes.class)
            .get()
            .submit(
                new Caller(new KeyHolder(Owner.TENANT, key), Source.API),
                owner,
                new InviteMember(EmailAddress.of(address), role),
                RequestId.of(null, owner.key(), address))
            .await()
            .indefinitely();
  }

  private Map<String, Object> person(String... groups) {
    var claims = new HashMap<String, Object>();
    claims.put("email", "ann@example.org");
    claims.put("email_verified", true);
    claims.put("groups", List.of(groups));
    return claims;
  }

  private Response signIn(Map<String, Object> claims, String next) {
    return arrive(depart(next), claims);
  }

  private URI depart(String next) {
    return URI.create(
        browser
            .request()
            .queryParam("next", next)
            .get("/sign-in/oidc")
            .then()
            .statusCode(303)
            .extract()
            .header("Location"));
  }

  private Response arrive(URI address, Map<String, Object> claims) {
    return arrive(
        browser, Map.of("code", provider().grant(address, claims), "state", state(address)));
  }

  private static Response arrive(Browser browser, Map<String, String> answer) {
    return browser.request().queryParams(answer).get("/sign-in/oidc/callback");
  }

  private static String state(URI address) {
    return Objects.requireNonNull(ProviderClient.query(address).get("state"));
  }

  private static String problem(Response answer, int status) {
    Document page =
        Jsoup.parse(answer.then().statusCode(status).contentType("text/html").extract().asString());
    return page.select("[role=alert]").text();
  }

  private ProviderClient provider() {
    return new ProviderClient(issuer);
  }
}
