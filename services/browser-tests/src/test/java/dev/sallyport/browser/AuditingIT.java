package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who may read everything of an organization and change nothing. */
@ExtendWith(InABrowser.class)
class AuditingIT {
  private static final String OWNER = "audited";
  private static final String YAML =
      "egress-policy: block\nallowed-endpoints: >\n  github.com:443\n";

  @BeforeAll
  static void fill(Stage stage) {
    for (var i = 0; i < 55; i++) {
      stage.api().save(OWNER, "p" + i, YAML);
    }
    stage.api().save(OWNER, "p1", YAML + "  api.github.com:443\n");
    stage.api().attachToRepository(OWNER, "p1", "app");
  }

  @Test
  void offers_nothing_that_would_be_refused(Stage stage) {
    try (var visit = auditor(stage)) {
      var links = new TreeSet<String>();
      for (var subject : PageOfOurs.values()) {
        var path = subject.path(OWNER, "p1");
        if (visit.page().request().get(stage.url() + path).status() == 200) {
          visit.open(path);
          // What can be cancelled is a question: it changes nothing.
          assertThat(visit.page().locator("main form[method=post]:not([data-cancellable])"))
              .hasCount(0);
          links.addAll(visit.links());
        }
      }
      links.removeIf(link -> link.contains("/export/"));
      Assertions.assertThat(links)
          .hasSizeGreaterThan(20)
          .allMatch(link -> visit.page().request().get(stage.url() + link).ok());
    }
  }

  @Test
  void is_refused_what_it_does_not_offer(Stage stage) {
    var policy = PageOfOurs.VIEW_POLICY.path(OWNER, "p1");
    try (var visit = auditor(stage)) {
      visit.open(policy);
      var token = visit.page().locator("input[name=csrf-token]").first().inputValue();
      var statuses = new ArrayList<Integer>();
      for (var change :
          List.of("/delete", "/detach", "/edit", "/attach", "/restore", "/exemption")) {
        var form = RequestOptions.create().setForm(FormData.create().set("csrf-token", token));
        statuses.add(visit.page().request().post(stage.url() + policy + change, form).status());
      }

      Assertions.assertThat(statuses).hasSize(6).containsOnly(403);
      Assertions.assertThat(stage.api().text(OWNER, "p1")).contains("api.github.com:443");
    }
  }

  @Test
  void filters_pages_through_and_exports_the_log(Stage stage) {
    try (var visit = auditor(stage)) {
      var page = visit.open(PageOfOurs.AUDIT_LOG.path(OWNER, ""));
      page.getByLabel("Type").selectOption("Policy Created");
      visit.button("Filter").click();
      var rows = page.getByRole(AriaRole.TABLE).locator("tbody tr");
      assertThat(rows).hasCount(50);

      visit.link("Older events").click();
      assertThat(rows).hasCount(5);
      Assertions.assertThat(visit.download("Export CSV").lines()).hasSize(1 + 55);
      Assertions.assertThat(visit.download("Export NDJSON").lines())
          .hasSize(55)
          .allMatch(line -> line.contains("Policy Created"));

      page.getByLabel("Policy name").fill("p1");
      page.getByLabel("Type").selectOption("");
      visit.button("Filter").click();
      assertThat(rows).hasCount(3);
      visit.link("Clear").click();
      assertThat(rows).hasCount(50);
    }
  }

  @Test
  void asks_which_policy_a_job_gets(Stage stage) {
    try (var visit = auditor(stage)) {
      var page = visit.openStore(OWNER);
      visit.link("Explain").click();
      page.getByLabel("Repository", new GetByLabelOptions().setExact(true)).fill("app");
      page.getByLabel("Workflow file").fill("ci.yml");
      visit.button("Explain").click();

      assertThat(visit.heading("p1 applies")).isVisible();
      assertThat(page.getByRole(AriaRole.TABLE)).containsText("Applies");

      page.getByLabel("Moment").fill("2020-01-01T00:00:00Z");
      visit.button("Explain").click();
      assertThat(visit.heading("No policy applied")).isVisible();
    }
  }

  private static Visit auditor(Stage stage) {
    var visit = stage.stranger();
    visit.signIn(stage.api().key(OWNER, "read-only"));
    return visit;
  }
}
