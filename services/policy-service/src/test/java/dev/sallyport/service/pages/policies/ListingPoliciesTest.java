package dev.sallyport.service.pages.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Links;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class ListingPoliciesTest {
  private final String owner = Api.newOwner();
  private final String path = Links.policies(owner);

  @Test
  void shows_mode_endpoints_and_attachments() {
    Api.block(owner, "build", "github.com:443 example.com:443");
    Api.audit(owner, "watch");
    attach("watch", "{\"org\": {\"name\": \"%s\", \"apply_to_org\": true}}".formatted(owner));

    assertThat(cells(Browsing.page(path)))
        .containsExactly("build | Block | 2 | Not attached", "watch | Audit | 0 | Organization");
  }

  @Test
  void counts_what_its_filters_show() {
    Api.block(owner, "build", "github.com:443");
    Api.block(owner, "test", "github.com:443");
    Api.audit(owner, "watch");
    attach("build", "{\"clusters\": [\"prod\"]}");

    var page = Browsing.page(path);

    assertThat(page.select(".counter").eachText())
        .containsExactly("3 Total", "2 Block", "1 Audit", "2 Unattached");
    for (var counter : page.select(".counter")) {
      var count = Integer.parseInt(counter.select(".counter-number").text());
      assertThat(names(Browsing.page(counter.attr("href")))).hasSize(count);
    }
  }

  @Test
  void finds_parts_of_names_and_keeps_the_filter() {
    Api.block(owner, "Build app", "github.com:443");
    Api.audit(owner, "build lib");
    Api.audit(owner, "release");

    assertThat(names(Browsing.page(path + "?search=BUILD")))
        .containsExactly("Build app", "build lib");
    assertThat(names(Browsing.page(path + "?show=audit&search=build")))
        .containsExactly("build lib");
    assertThat(Browsing.page(path + "?search=nothing").select(".empty").text())
        .contains("No policy matches");
  }

  @Test
  void turns_pages_forth_and_back() {
    for (var i = 0; i < 120; i++) {
      Api.audit(owner, "p%03d".formatted(i));
    }

    var first = Browsing.page(path);
    var second = Browsing.page(first.select("a[rel=next]").attr("href"));
    var third = Browsing.page(second.select("a[rel=next]").attr("href"));
    var back = Browsing.page(third.select("a[rel=prev]").attr("href"));

    var all = new ArrayList<>(names(first));
    all.addAll(names(second));
    all.addAll(names(third));
    assertThat(all).hasSize(120).isSorted().doesNotHaveDuplicates();
    assertThat(first.select("a[rel=prev]")).isEmpty();
    assertThat(third.select("a[rel=next]")).isEmpty();
    assertThat(names(back)).isEqualTo(names(second));
    assertThat(Browsing.page(back.select("a[rel=prev]").attr("href")).select("a[rel=prev]"))
        .isEmpty();
  }

  @Test
  void says_what_to_do_first() {
    add();

    assertThat(Browsing.page(path).select(".empty a").attr("href")).isEqualTo(path + "/new");
  }

  @Test
  void shows_in_the_menu_what_can_be_done() {
    Api.audit(owner, "free");
    Api.audit(owner, "placed");
    attach("placed", "{\"clusters\": [\"prod\"]}");
    var page = Browsing.page(path);

    assertThat(menu(page, 0))
        .containsExactly(
            "View policy", "Edit policy", "Attach policy", "View history", "Delete policy");
    assertThat(menu(page, 1))
        .containsExactly(
            "View policy",
            "Edit policy",
            "Modify attachment",
            "Detach policy",
            "View history",
            "Delete policy");
  }

  @Test
  void offers_a_reader_nothing_that_would_be_refused() {
    Api.audit(owner, "watch");
    var page = Browsing.page(Browsing.key(owner, "read-only"), path, 200);

    assertThat(menu(page, 0)).containsExactly("View policy", "View history");
    assertThat(page.text()).doesNotContain("Create policy");
  }

  @Test
  void keeps_deleted_policies_in_reach() {
    Api.audit(owner, "gone");
    Api.audit(owner, "there");
    Api.admin().delete(Api.policy(owner, "gone")).then().statusCode(204);

    assertThat(names(Browsing.page(path))).containsExactly("there");
    var deleted = Browsing.page(path + "?show=deleted");
    assertThat(names(deleted)).containsExactly("gone");
    assertThat(menu(deleted, 0)).containsExactly("View policy", "View history");
  }

  @Test
  void writes_names_as_they_are() {
    var name = "<script>alert(1)<script> & 100% ?#;+";
    Api.yaml("egress-policy: audit\n")
        .urlEncodingEnabled(false)
        .put("/v1/github/%s/actions/policies/%s".formatted(owner, Links.segment(name)))
        .then()
        .statusCode(201);

    var page = Browsing.page(path);

    assertThat(names(page)).containsExactly(name);
    assertThat(Browsing.page(page.select("tbody th a").attr("href")).select("h1").text())
        .isEqualTo(name);
  }

  @Test
  void tells_what_is_blocked_for_everybody() {
    add();
    var key =
        Api.json("{\"kind\": \"security\", \"name\": \"security\"}")
            .post("/v1/default/api-keys")
            .then()
            .extract()
            .<String>path("key");
    Api.as(key)
        .contentType("application/json")
        .body("{\"domains\": [{\"endpoint\": \"evil.example\", \"reason\": \"stole tokens\"}]}")
        .put("/v1/default/global-blocklist")
        .then()
        .statusCode(200);

    var callout = Browsing.page(path).select("section.callout-danger");

    assertThat(callout.text())
        .contains("Blocks 1 host name", "in audit mode too", "nobody can edit");
    assertThat(Browsing.page(callout.select("details").attr("hx-get")).select("tbody tr").text())
        .isEqualTo("evil.example stole tokens");
  }

  private void add() {
    Browsing.send(Api.ADMIN, "/organizations", "organization", owner).statusCode(303);
  }

  private void attach(String policy, String body) {
    Api.json(body).post(Api.policy(owner, policy) + "/attach").then().statusCode(200);
  }

  private static List<String> cells(Document page) {
    return page.select("tbody tr").stream()
        .map(
            row -> String.join(" | ", row.children().stream().limit(4).map(Element::text).toList()))
        .toList();
  }

  private static List<String> names(Document page) {
    return page.select("tbody th").eachText();
  }

  private static List<String> menu(Document page, int row) {
    return page.select("tbody tr").get(row).select(".dropdown-item").eachText();
  }
}
