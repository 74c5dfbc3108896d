package dev.sallyport.service.pages.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class ReadingHistoryTest {
  private static final String ONE = "egress-policy: audit\n";
  private static final String TWO = "egress-policy: block\nallowed-endpoints: a.example\n";

  private final String owner = Api.newOwner();
  private final String path = "/github/%s/actions/policies/p1".formatted(owner);

  private void save(String text) {
    assertThat(Api.yaml(text).put(Api.policy(owner, "p1")).statusCode()).isIn(200, 201);
  }

  private void attach(String body) {
    Api.json(body).put(Api.policy(owner, "p1") + "/attachments").then().statusCode(200);
  }

  private Document history() {
    return Browsing.page(path + "/history");
  }

  @Test
  void tells_what_happened_newest_first_with_who_when_and_by_which_way() {
    save(ONE);
    save(TWO);

    var page = history();

    assertThat(page.select(".timeline-entry > h2").eachText())
        .containsExactly("Policy Updated", "Policy Created");
    var newest = page.expectFirst(".timeline-entry").expectFirst("p").text();
    assertThat(newest)
        .startsWith("API key bootstrap through the API · 2026-01-01 00:")
        .endsWith("UTC");
    assertThat(page.expectFirst("time").attr("datetime"))
        .startsWith("2026-01-01T00:")
        .endsWith("Z");
    assertThat(page.select("h1").eachText()).containsExactly("History of p1");
  }

  @Test
  void marks_added_and_removed_lines_by_more_than_their_colour() {
    save(ONE);
    save(TWO);

    var diff = history().expectFirst(".diff");

    assertThat(diff.select(".diff-changed .diff-before").text())
        .isEqualTo("1−removed: egress-policy: audit");
    assertThat(diff.select(".diff-changed .diff-after").text())
        .isEqualTo("1+added: egress-policy: block");
    assertThat(diff.select(".diff-added .diff-after").text())
        .isEqualTo("2+added: allowed-endpoints: a.example");
  }

  @Test
  void folds_what_did_not_change() {
    var comments = "# the same line\n".repeat(30);
    save(comments + ONE);
    save(comments + TWO);

    var fold = history().expectFirst(".diff details.diff-fold");

    assertThat(fold.expectFirst("summary").text()).isEqualTo("27 unchanged lines");
    assertThat(fold.hasAttr("open")).isFalse();
    assertThat(fold.select(".diff-row")).hasSize(27);
  }

  @Test
  void tells_scopes_added_and_removed_and_the_transition_in_words() {
    save(ONE);
    attach("{\"org\": {\"repos\": [{\"name\": \"app\", \"workflows\": [\"ci.yml\"]}]}}");
    attach("{\"org\": {\"repos\": [{\"name\": \"app\", \"apply_to_repo\": true}]}}");

    var newest = history().expectFirst(".timeline-entry");

    assertThat(newest.expectFirst("h2").text()).isEqualTo("Policy Attached");
    assertThat(newest.select(".scopes-added li").eachText())
        .containsExactly("+added: repository app");
    assertThat(newest.select(".scopes-removed li").eachText())
        .containsExactly("−removed: workflow app/ci.yml");
    assertThat(newest.text()).contains("app: specific workflows → entire repository");
  }

  @Test
  void keeps_deleted_policies_and_former_lives_of_a_name_apart() {
    save(ONE);
    Api.admin().delete(Api.policy(owner, "p1")).then().statusCode(204);
    assertThat(history().text()).contains("This policy was deleted");
    assertThat(history().select(".timeline-life")).isEmpty();
    assertThat(history().select("a:contains(Edit policy), a[data-dialog]")).isEmpty();

    save(TWO);

    assertThat(history().select(".timeline > li").eachText().get(1))
        .isEqualTo("An earlier policy of this name");
    assertThat(history().text()).doesNotContain("This policy was deleted");
  }

  @Test
  void pages_through_a_long_history() {
    for (var i = 0; i < 21; i++) {
      save(i % 2 == 0 ? ONE : TWO);
    }

    var first = history();
    var second = Browsing.page(first.expectFirst("a[rel=next]").attr("href"));

    assertThat(first.select(".timeline-entry")).hasSize(20);
    assertThat(second.select(".timeline-entry > h2").eachText()).containsExactly("Policy Created");
    assertThat(second.select("a[rel=next]")).isEmpty();
    assertThat(second.select("a:contains(Newest entries)").attr("href"))
        .isEqualTo(path + "/history");
  }

  @Test
  void gives_every_entry_an_address_of_its_own() {
    save(ONE);
    save(TWO);

    var link = history().expectFirst(".timeline-entry h2 a").attr("href");
    var entry = Browsing.page(link);

    assertThat(link).isEqualTo(path + "/history/3");
    assertThat(entry.select("h1").text()).isEqualTo("Policy Updated of p1");
    assertThat(entry.select(".diff-row")).hasSize(2);
    assertThat(Browsing.page(Api.ADMIN, path + "/history/1", 404).select("h1")).hasSize(1);
    assertThat(Browsing.page(Api.ADMIN, path + "/history/99", 404).select("h1")).hasSize(1);
  }

  @Test
  void shows_the_text_and_places_of_a_moment() {
    save(ONE);
    attach("{\"clusters\": [\"prod\"]}");
    var then = history().expectFirst("time").attr("datetime");
    save(TWO);
    attach("{\"org\": {\"apply_to_org\": true}}");

    var page = Browsing.page(path + "/as-of?at=" + then);

    assertThat(page.expectFirst("main").text()).contains("version 1", "audit mode");
    assertThat(page.select(".scope-changes li").eachText())
        .containsExactly("·attached: cluster prod");
    assertThat(page.expectFirst("pre").text()).isEqualTo(ONE.strip());
    assertThat(Browsing.page(path + "/as-of?at=2001-01-01T00:00").text())
        .contains("there was no policy of this name");
  }

  @Test
  void tells_a_mistyped_moment_beside_its_field() {
    save(ONE);

    var page = Browsing.page(path + "/as-of?at=yesterday");

    assertThat(page.expectFirst("input[name=at]").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.expectFirst("#at-help").text()).contains("at is a moment such as");
    assertThat(page.expectFirst("input[name=at]").val()).isEqualTo("yesterday");
  }
}
