package dev.sallyport.service.pages.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class RestoringVersionsTest {
  private static final String ONE = "egress-policy: audit\n";
  private static final String TWO = "egress-policy: block\nallowed-endpoints: a.example\n";

  private final String owner = Api.newOwner();
  private final String path = "/github/%s/actions/policies/p1".formatted(owner);

  private void save(String text) {
    assertThat(Api.yaml(text).put(Api.policy(owner, "p1")).statusCode()).isIn(200, 201);
  }

  private String auditor() {
    return Api.json("{\"kind\": \"read-only\", \"name\": \"auditor\"}")
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  private static Response send(Browser browser, Element form) {
    return browser.send(
        form.attr("action"),
        form.expectFirst("input[name=csrf-token]").val(),
        Map.of(
            "version", form.expectFirst("input[name=version]").val(),
            "revision", form.expectFirst("input[name=revision]").val()));
  }

  private Element form(Browser browser) {
    var link = browser.page(path + "/history").expectFirst("a[data-dialog]");
    assertThat(link.text()).isEqualTo("Restore this version");
    return browser.page(link.attr("href")).expectFirst("#confirmation form");
  }

  @Test
  void brings_an_earlier_version_back_after_a_dialog() {
    save(ONE);
    save(TWO);
    var browser = Browser.signedIn(Api.ADMIN);
    var form = form(browser);

    assertThat(form.select(".diff-changed")).hasSize(1);
    send(browser, form)
        .then()
        .statusCode(303)
        .header("Location", org.hamcrest.Matchers.endsWith("/history"));

    var after = browser.page(path + "/history");
    assertThat(after.expectFirst("#notices").text()).isEqualTo("Version 1 of “p1” is restored.");
    assertThat(after.expectFirst(".timeline-entry").text())
        .contains("through these pages", "Version 3, which brings back version 1");
    assertThat(Api.admin().accept("application/yaml").get(Api.policy(owner, "p1")).asString())
        .isEqualTo(ONE);
  }

  @Test
  void restores_nothing_that_somebody_has_changed_meanwhile() {
    save(ONE);
    save(TWO);
    var browser = Browser.signedIn(Api.ADMIN);
    var form = form(browser);
    save("egress-policy: block\nallowed-endpoints: b.example\n");

    send(browser, form).then().statusCode(303);

    assertThat(browser.page(path + "/history").expectFirst("#notices .alert-warning").text())
        .contains("somebody changed the policy");
    assertThat(Api.admin().accept("application/yaml").get(Api.policy(owner, "p1")).asString())
        .contains("b.example");
  }

  @Test
  void offers_an_auditor_nothing_that_would_fail() {
    save(ONE);
    save(TWO);
    var browser = Browser.signedIn(auditor());

    var page = browser.page(path + "/history");

    assertThat(page.select(".timeline-entry")).hasSize(2);
    assertThat(page.select("main form[method=post], main a[data-dialog]")).isEmpty();
    assertThat(page.select("main a:contains(Edit policy)")).isEmpty();
    browser.get(path + "/restore?version=1").then().statusCode(403);
    browser
        .send(path + "/restore", Browser.token(page), Map.of("version", "1", "revision", "3"))
        .then()
        .statusCode(403);
  }

  @Test
  void compares_any_two_versions_side_by_side() {
    save(ONE);
    save(TWO);
    save("egress-policy: block\n");
    var browser = Browser.signedIn(Api.ADMIN);

    var last = browser.page(path + "/compare");
    var any = browser.page(path + "/compare?from=1&to=2");

    assertThat(last.select("input[type=number]").eachAttr("value")).containsExactly("2", "3");
    assertThat(any.select(".diff-changed")).hasSize(1);
    assertThat(any.select(".diff-heads a").eachText()).containsExactly("Version 1", "Version 2");
    assertThat(any.expectFirst("main").text()).contains("2 lines added, 1 line removed");
    browser.get(path + "/compare?from=1&to=9").then().statusCode(404).contentType("text/html");
    browser.get(path + "/compare?from=a").then().statusCode(400).contentType("text/html");
  }
}
