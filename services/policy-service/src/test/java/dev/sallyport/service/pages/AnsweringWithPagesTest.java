package dev.sallyport.service.pages;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.Headers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(InMemory.class)
class AnsweringWithPagesTest {
  private static final Map<String, String> GUARDS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin");

  private final String owner = Api.newOwner();

  @Test
  void lets_nothing_in_that_a_page_does_not_name() {
    var policy =
        Browsing.get(Api.ADMIN, "/")
            .statusCode(200)
            .header("Content-Security-Policy", containsString("script-src 'self';"))
            .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
            .extract()
            .header("Content-Security-Policy");

    assertThat(policy).doesNotContain("unsafe").isNotEqualTo(other());
  }

  private static String other() {
    return Browsing.get(Api.ADMIN, "/").extract().header("Content-Security-Policy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/sign-in",
        "/github/{owner}/actions/policies",
        "/github/{owner}/actions/nonsense",
        "/github/{owner}/actions/policies;x",
        "/favicon.svg",
        "/theme.js",
        "/v1/github/{owner}/actions/policies",
        "/v1/github/{owner}/actions/nonsense",
        "/q/health",
        "/q/swagger-ui/",
      })
  void has_each_header_that_guards_it_once(String path) {
    Api.audit(owner, "p");

    guarded(Browsing.get(Api.ADMIN, path.replace("{owner}", owner)).extract().headers());
  }

  @Test
  void guards_a_stream_of_changes_as_well() throws Exception {
    Api.audit(owner, "p");
    var address =
        "http://127.0.0.1:%d/github/%s/actions/changes".formatted(RestAssured.port, owner);
    var request =
        HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + Api.ADMIN);
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofInputStream());
      try (var _ = answer.body()) {
        assertThat(answer.headers().map().get("content-type"))
            .singleElement()
            .asString()
            .startsWith("text/event-stream");
        GUARDS.forEach((name, value) ->
            assertThat(answer.headers().allValues(name)).as(name).containsExactly(value));
      }
    }
  }

  private static void guarded(Headers headers) {
    GUARDS.forEach(
        (name, value) -> assertThat(headers.getValues(name)).as(name).containsExactly(value));
    assertThat(headers.getValues("Content-Security-Policy")).hasSizeLessThan(2);
    assertThat(headers.getValues("Cache-Control")).hasSizeLessThan(2);
  }

  @Test
  void has_no_script_or_style_in_the_page() {
    Api.audit(owner, "p");

    var page = Browsing.page(Links.policies(owner));

    assertThat(page.select("[style], style, [onclick]")).isEmpty();
    assertThat(page.select("script").eachAttr("src")).allMatch(src -> src.startsWith("/"));
    assertThat(page.select("script:not([src])")).isEmpty();
    for (var asset : page.select("script[src], link[rel=stylesheet], link[rel=icon]")) {
      var address = asset.hasAttr("src") ? asset.attr("src") : asset.attr("href");
      given().get(address).then().statusCode(200);
    }
  }

  @Test
  void leaves_the_api_as_it_is() {
    Api.admin()
        .get(Api.policies(owner))
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .header("Content-Security-Policy", nullValue());
  }

  @Test
  void tells_of_problems_in_a_page() {
    var unknown = Browsing.page(Api.ADMIN, Links.policies(owner), 404);

    assertThat(unknown.select("h1")).hasSize(1);
    assertThat(unknown.select("main").text()).contains(owner + " has no policies yet");
  }

  @Test
  void knows_no_other_address() {
    var html =
        Browsing.get(Api.ADMIN, "/github/%s/actions/nonsense".formatted(owner))
            .statusCode(404)
            .contentType("text/html")
            .extract()
            .asString();

    assertThat(Jsoup.parse(html).select("h1").text()).isEqualTo("There is nothing at this address");
  }
}
