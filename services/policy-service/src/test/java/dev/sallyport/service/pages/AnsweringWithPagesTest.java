package dev.sallyport.service.pages;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class AnsweringWithPagesTest {
  private final String owner = Api.newOwner();

  @Test
  void lets_nothing_in_that_a_page_does_not_name() {
    var policy =
        Browsing.get(Api.ADMIN, "/")
            .statusCode(200)
            .header("Referrer-Policy", equalTo("same-origin"))
            .header("X-Content-Type-Options", equalTo("nosniff"))
            .header("Content-Security-Policy", containsString("script-src 'self';"))
            .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
            .extract()
            .header("Content-Security-Policy");

    assertThat(policy).doesNotContain("unsafe").isNotEqualTo(other());
  }

  private static String other() {
    return Browsing.get(Api.ADMIN, "/").extract().header("Content-Security-Policy");
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
