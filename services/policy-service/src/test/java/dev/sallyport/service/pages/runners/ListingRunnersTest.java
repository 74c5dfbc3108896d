package dev.sallyport.service.pages.runners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.insight.PlayedJob;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.topology.view.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class ListingRunnersTest {
  private final String owner = Api.newOwner();
  private final String runners = "/github/%s/actions/runners".formatted(owner);

  @BeforeEach
  void the_organization_is_there() {
    Api.awaitChanges();
    Api.audit(owner, "p1");
  }

  private Document await(int rows) {
    Soon.is(rows + " runners show", () -> Browsing.page(runners).select("tbody tr").size() == rows);
    return Browsing.page(runners);
  }

  @Test
  void an_empty_page_says_how_a_runner_gets_there() {
    var page = Browsing.page(runners);

    assertThat(page.select(".empty").text()).startsWith("No self-hosted runner");
    assertThat(page.select(".empty a").attr("href"))
        .isEqualTo("/github/%s/settings/installation?runners=self-hosted".formatted(owner));
    assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Self-Hosted Runners");
  }

  @Test
  void a_runner_is_told_with_its_cluster_and_its_last_run() {
    var key = PlayedJob.runnerKey(owner, "prod");
    PlayedJob.lookUp(key, owner, "App", "70", "ci.yml", "vm-1");
    PlayedJob.lookUp(key, owner, "App", "71", "ci.yml", "vm-1");
    PlayedJob.lookUp(key, owner, "App", "72", "ci.yml", "vm-2");
    await(2);
    Soon.is("vm-1 has two lookups", () -> Browsing.page(runners).text().contains("run 71"));

    var row = Browsing.page(runners + "?search=VM-1").expectFirst("tbody tr");

    assertThat(row.select("th").text()).isEqualTo("vm-1");
    assertThat(row.select("[data-label=Cluster]").text()).isEqualTo("prod");
    assertThat(row.select("[data-label=Address]").text()).isEqualTo("127.0.0.1");
    assertThat(row.select("[data-label=Lookups]").text()).isEqualTo("2");
    assertThat(row.select("[data-label='Last job']").text()).isEqualTo("App, run 71");
    assertThat(row.select("a").attr("href"))
        .isEqualTo("/github/%s/App/actions/runs/71".formatted(owner));
    assertThat(Browsing.page(runners + "?search=nothing").select(".empty").text())
        .startsWith("No runner matches.");
  }

  @Test
  void a_name_is_text_and_nothing_else() {
    PlayedJob.lookUp(
        PlayedJob.runnerKey(owner, "prod"),
        owner,
        "App",
        "1",
        "ci.yml",
        "\u202e<script>alert(1)</script>");

    var row = await(1).expectFirst("tbody tr");

    assertThat(row.select("th").text()).isEqualTo("U+202E<script>alert(1)</script>");
    assertThat(row.select("script")).isEmpty();
  }

  @Test
  void at_most_two_hundred_are_shown() {
    var key = PlayedJob.runnerKey(owner, "prod");
    for (var i = 0; i < 203; i++) {
      PlayedJob.lookUp(key, owner, "App", "1", "ci.yml", "vm-" + i);
    }

    var page = await(200);
    Soon.is(
        "three more are told of",
        () -> Browsing.page(runners).select("main").text().contains("3 more, last seen before"));
    assertThat(page.select("tbody tr")).hasSize(200);
  }

  @Test
  void others_see_nothing_of_it() {
    var other = Api.newOwner();
    Api.audit(other, "p1");
    Browsing.get(Browsing.key(other, "admin"), runners).statusCode(403);
    Browsing.get(Api.ADMIN, "/github/nobody-has-this/actions/runners").statusCode(404);
  }
}
