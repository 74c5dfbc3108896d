package dev.sallyport.service.pages.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class ReadingTheAuditLogTest {
  private final String owner = Api.newOwner();
  private final String path = "/github/%s/audit-log".formatted(owner);

  private String auditor(String keys) {
    return Api.json("{\"kind\": \"read-only\", \"name\": \"auditor\"}")
        .post(keys)
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  @Test
  void lists_events_newest_first_and_filters_them() {
    Api.audit(owner, "p1");
    Api.block(owner, "p1", "a.example:443");
    Api.audit(owner, "p2");

    assertThat(Browsing.page(path).select("tbody th a").eachText())
        .containsExactly(
            "4: Policy Created", "3: Policy Updated", "2: Policy Created", "1: Organization Added");
    assertThat(Browsing.page(path + "?policy=p1&type=Policy+Updated").select("tbody tr"))
        .hasSize(1);
    assertThat(Browsing.page(path + "?from=2999-01-01T00:00").select("main").text())
        .contains("No event passes this filter.");
    assertThat(Browsing.page(path + "?until=2999-01-01T00:00").select("tbody tr")).hasSize(4);
  }

  @Test
  void keeps_the_filters_while_paging() {
    for (var i = 0; i < 51; i++) {
      Api.audit(owner, "p" + i);
    }

    var first = Browsing.page(path + "?type=Policy+Created");
    var second = Browsing.page(first.expectFirst("a[rel=next]").attr("href"));

    assertThat(first.select("tbody tr")).hasSize(50);
    assertThat(second.select("tbody th a").eachText()).containsExactly("2: Policy Created");
    assertThat(second.expectFirst("option[selected]").text()).isEqualTo("Policy Created");
  }

  @Test
  void opens_an_event_with_its_link_of_the_chain() {
    Api.audit(owner, "p1");
    Api.block(owner, "p1", "a.example:443");
    var row = Browsing.page(path).expectFirst("tbody th a").attr("href");

    var event = Browsing.page(row);
    var before = Browsing.page(path + "/2");

    assertThat(event.select("dt").eachText())
        .containsExactly(
            "Sequence",
            "When",
            "Who",
            "Actor's id",
            "Through",
            "Policy",
            "Event id",
            "Command id",
            "Hash",
            "Previous hash");
    assertThat(event.select("dd code").eachText().getLast())
        .hasSize(64)
        .isEqualTo(before.select("dd:has(code)").get(3).text());
    assertThat(event.select(".diff-row")).isNotEmpty();
    assertThat(event.expectFirst("details pre").text()).contains("\"previousHash\"");
    Browsing.page(Api.ADMIN, path + "/99", 404);
  }

  @Test
  void exports_what_passes_the_filters() {
    Api.audit(owner, "p1");
    Api.audit(owner, "p2");
    var links = Browsing.page(path + "?policy=p2").select("a[download]").eachAttr("href");

    var csv = Api.admin().get(links.getFirst());
    var lines = Api.admin().get(links.getLast());

    assertThat(csv.contentType()).startsWith("text/csv");
    assertThat(csv.asString().lines()).hasSize(2);
    assertThat(lines.header("Content-Disposition")).contains("audit-log.ndjson");
    assertThat(lines.asString().lines()).singleElement().asString().contains("\"p2\"");
  }

  @Test
  void says_what_was_mistyped_and_keeps_it() {
    Api.audit(owner, "p1");

    var page = Browsing.page(path + "?from=yesterday&policy=a%2Fb");

    assertThat(page.expectFirst("[role=alert]").text()).isNotEmpty();
    assertThat(page.expectFirst("input[name=from]").val()).isEqualTo("yesterday");
    assertThat(page.select("a[download]")).isEmpty();
  }

  @Test
  void is_open_to_an_auditor_of_the_organization_and_to_nobody_elses() {
    Api.audit(owner, "p1");
    var browser = Browser.signedIn(auditor("/v1/github/%s/api-keys".formatted(owner)));
    var other = Api.newOwner();
    Api.audit(other, "p1");

    assertThat(browser.page(path).select("main form[method=post]")).isEmpty();
    assertThat(browser.get(browser.page(path).select("a[download]").attr("href")).statusCode())
        .isEqualTo(200);
    browser.get("/github/%s/audit-log".formatted(other)).then().statusCode(403);
    browser.get("/audit-log").then().statusCode(403);
  }

  @Test
  void shows_what_happened_to_the_installation_itself() {
    var key = auditor("/v1/default/api-keys");

    var page = Browsing.page(key, "/audit-log", 200);
    var event = Browsing.page(key, page.expectFirst("tbody th a").attr("href"), 200);

    assertThat(page.select("h1").text()).isEqualTo("Audit log of the installation");
    assertThat(page.expectFirst("tbody th a").text()).endsWith("API Key Issued");
    assertThat(event.expectFirst("main").text()).contains("the read-only key auditor");
  }
}
