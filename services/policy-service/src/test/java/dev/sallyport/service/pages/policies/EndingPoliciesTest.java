package dev.sallyport.service.pages.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Links;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class EndingPoliciesTest {
  private final String owner = Api.newOwner();
  private final String path = Links.policy(owner, "build");

  @BeforeEach
  void attach() {
    Api.block(owner, "build", "github.com:443");
    Api.json("{\"clusters\": [\"prod\"]}")
        .post(Api.policy(owner, "build") + "/attach")
        .then()
        .statusCode(200);
  }

  @Test
  void says_before_what_will_happen() {
    var page = Browsing.page(path + "/detach");

    assertThat(page.select("#confirmation").text())
        .contains("no longer stand at", "cluster prod", "The policy itself stays");
    assertThat(page.select(".alert-warning")).isNotEmpty();
    assertThat(Browsing.page(path + "/delete").select("#confirmation").text())
        .contains("detached from", "cluster prod", "Its history stays");
  }

  @Test
  void detaches_and_says_so_once() {
    var browser = Browser.signedIn(Api.ADMIN);
    var asked = browser.page(path + "/detach");

    browser
        .send(path + "/detach", Browser.token(asked), Map.of("revision", revision(asked)))
        .then()
        .statusCode(303);

    var store = browser.page(Links.policies(owner));
    assertThat(store.select("[data-flash]").text()).contains("“build” is detached");
    assertThat(store.select("tbody td").eachText()).contains("Not attached");
    assertThat(browser.page(Links.policies(owner)).select("[data-flash]")).isEmpty();
  }

  @Test
  void deletes() {
    Browsing.send(
            Api.ADMIN, path + "/delete", "revision", revision(Browsing.page(path + "/delete")))
        .statusCode(303);

    assertThat(Browsing.page(path).text()).contains("This policy was deleted by bootstrap");
  }

  @Test
  void asks_again_when_the_policy_has_changed_meanwhile() {
    var asked = revision(Browsing.page(path + "/delete"));
    Api.audit(owner, "build");

    var refused = Browsing.send(Api.ADMIN, path + "/delete", "revision", asked);

    refused.statusCode(412).contentType("text/html");
    Api.admin().get(Api.policy(owner, "build")).then().statusCode(200);
  }

  @Test
  void is_not_for_readers() {
    var reader = Browsing.key(owner, "read-only");

    assertThat(Browsing.page(reader, path + "/detach", 403).select("h1").text())
        .isEqualTo("The credential does not allow this");
    Browsing.send(reader, path + "/delete", "revision", "1").statusCode(403);
  }

  private static String revision(Document page) {
    return page.select("input[name=revision]").attr("value");
  }
}
