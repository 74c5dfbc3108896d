package dev.sallyport.service.pages.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Links;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class AddingOrganizationsTest {
  private final String owner = Api.newOwner();

  @Test
  void adds_one_and_goes_there() {
    Browsing.send(Api.ADMIN, "/organizations", "organization", " " + owner + " ")
        .statusCode(303)
        .header("Location", endsWith(Links.policies(owner)));

    assertThat(Browsing.page("/?search=" + owner).select("li a").eachText()).contains(owner);
  }

  @Test
  void leads_to_the_log_of_the_installation_whoever_may_read_it() {
    Api.audit(owner, "p");
    String auditor =
        Api.json("{\"kind\": \"read-only\", \"name\": \"auditor\"}")
            .post("/v1/default/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");

    assertThat(Browsing.page(auditor, "/", 200).select("a[href=/audit-log]")).hasSize(1);
    Browsing.page(auditor, "/audit-log", 200);
    var own = Browsing.key(owner, "admin");
    assertThat(Browsing.page(own, "/", 200).select("a[href=/audit-log]")).isEmpty();
    Browsing.get(own, "/audit-log").statusCode(403);
  }

  @Test
  void says_what_a_name_looks_like() {
    var answer = Browsing.send(Api.ADMIN, "/organizations", "organization", "no name");

    var page = Jsoup.parse(answer.statusCode(400).contentType("text/html").extract().asString());
    assertThat(page.expectFirst("#organization").val()).isEqualTo("no name");
    assertThat(page.select("#organization-refused").text()).contains("letters, digits");
  }

  @Test
  void shows_a_key_its_own_organization_only() {
    Api.audit(owner, "p");
    Api.audit(Api.newOwner(), "p");

    var page = Browsing.page(Browsing.key(owner, "admin"), "/", 200);

    assertThat(page.select(".list-group a").eachText()).containsExactly(owner);
    assertThat(page.text()).doesNotContain("Add organization");
  }
}
