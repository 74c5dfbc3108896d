package dev.sallyport.service.pages.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class ExplainingAJobTest {
  private final String owner = Api.newOwner();
  private final String path = "/github/%s/actions/explain".formatted(owner);

  private void attach(String name, String body) {
    Api.json(body).post(Api.policy(owner, name) + "/attachments").then().statusCode(200);
  }

  private void twoPolicies() {
    Api.block(owner, "strict", "a.example:443");
    Api.audit(owner, "loose");
    attach("strict", "{\"org\": {\"apply_to_org\": true}}");
    attach("loose", "{\"org\": {\"repos\": [{\"name\": \"app\", \"workflows\": [\"ci.yml\"]}]}}");
  }

  @Test
  void asks_first_and_suggests_what_is_known() {
    twoPolicies();

    var page = Browsing.page(path);

    assertThat(page.select("main table, [role=alert]")).isEmpty();
    assertThat(page.select("#known-repositories option").eachAttr("value")).containsExactly("app");
    assertThat(page.select("#known-workflows option").eachAttr("value")).containsExactly("ci.yml");
    assertThat(page.select("nav a[aria-current=page]").eachText()).containsExactly("Explain");
  }

  @Test
  void shows_what_applies_and_the_ladder_of_scopes() {
    twoPolicies();

    var page = Browsing.page(path + "?repository=app&workflow=ci.yml&cluster=prod");

    assertThat(page.select("h2").text()).isEqualTo("loose applies");
    assertThat(page.select("tbody th").eachText())
        .containsExactly("workflow app/ci.yml", "repository app", "organization", "cluster prod");
    assertThat(page.select("tbody td:nth-child(3)").eachText())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("Applies"),
            second -> assertThat(second).startsWith("Empty"),
            third -> assertThat(third).startsWith("Overridden").contains("loose"),
            fourth -> assertThat(fourth).startsWith("Empty"));
  }

  @Test
  void tells_what_applied_at_a_moment() {
    twoPolicies();
    Api.admin().delete(Api.policy(owner, "loose")).then().statusCode(204);
    Api.admin().delete(Api.policy(owner, "strict")).then().statusCode(204);

    assertThat(Browsing.page(path + "?repository=app").select("h2").text())
        .isEqualTo("No policy applies");
    assertThat(Browsing.page(path + "?repository=app&at=2000-01-01T00:00").select("h2").text())
        .isEqualTo("No policy applied");
    var deleted =
        Api.admin()
            .get("/v1/github/%s/actions/audit-log?type=policy-attached".formatted(owner))
            .jsonPath()
            .getString("entries[0].at");
    assertThat(
            Browsing.page(path + "?repository=app&workflow=ci.yml&at=" + deleted)
                .select("h2")
                .text())
        .isEqualTo("loose applied");
  }

  @Test
  void says_beside_the_form_what_was_mistyped() {
    twoPolicies();

    var name = Browsing.page(path + "?repository=a%2Fb");
    var moment = Browsing.page(path + "?repository=app&at=soon");

    assertThat(name.expectFirst("[role=alert]").text()).contains("repository");
    assertThat(name.expectFirst("input[name=repository]").val()).isEqualTo("a/b");
    assertThat(moment.expectFirst("[role=alert]").text()).contains("moment");
  }
}
