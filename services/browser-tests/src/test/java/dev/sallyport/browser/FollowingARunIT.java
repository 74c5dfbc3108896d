package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From what a job reported to a policy for it. */
@ExtendWith(InABrowser.class)
class FollowingARunIT {
  private static final String OWNER = "followed";
  private static final String RUN = "4711";
  private static final String EVENTS =
      "/github/" + OWNER + "/app/actions/runs/" + RUN + "?tab=network-events";
  private static final int TRIES = 60;

  @BeforeAll
  static void play(Stage stage) {
    var api = stage.api();
    api.save(OWNER, "build", "egress-policy: audit\n");
    var key = api.monitor(OWNER, "app", RUN, "job-1", api.runnerKey(OWNER));
    api.report(OWNER, "app", "job-1", key, connection("registry.example", "Allowed"));
    api.report(OWNER, "app", "job-1", key, connection("mirror.example", "Allowed"));
    api.report(OWNER, "app", "job-1", key, connection("evil.example", "Dropped"));
    try (var visit = stage.admin()) {
      awaitReports(visit);
    }
  }

  private static String connection(String domain, String status) {
    return """
    {"domainName": "%s.", "ipAddress": "192.0.2.7", "port": "443", "status": "%s", "timestamp": "%s",
     "tool": {"name": "npm", "sha256": "a", "parent": {"name": "bash", "sha256": "b"}}}
    """
        .formatted(domain, status, Instant.now());
  }

  // What is reported shows within a second or so, and on a busy machine later.
  private static void awaitReports(Visit visit) {
    for (var i = 0; i < TRIES; i++) {
      var rows = visit.open(EVENTS).locator("tbody tr");
      if (rows.count() == 3) {
        return;
      }
      visit.page().waitForTimeout(500);
    }
    throw new AssertionError("What was reported does not show.");
  }

  @Test
  void is_led_to_what_a_job_called_and_by_what(Stage stage) {
    try (var visit = stage.admin()) {
      var page = visit.openStore(OWNER);
      visit.link("Workflow Runs").click();
      visit.link(RUN).click();
      visit.link("Network Events").click();
      var rows = page.getByRole(AriaRole.TABLE).locator("tbody tr");
      assertThat(rows).hasCount(3);

      page.getByLabel("Verdict").selectOption("blocked");
      visit.button("Show").click();
      assertThat(rows).hasCount(1);
      assertThat(rows).containsText("evil.example:443");
      visit.link("Clear").click();

      var program = rows.first().locator("summary");
      program.focus();
      page.keyboard().press("Enter");
      assertThat(rows.first().locator("li").last()).isVisible();
      assertThat(rows.first().locator("li").last()).containsText("bash");
      Accessibility.check(page);
    }
  }

  @Test
  void reads_it_on_a_telephone_in_the_dark(Stage stage) {
    try (var visit = stage.admin(new View(360, 800, ColorScheme.DARK))) {
      for (var path :
          new String[] {
            EVENTS,
            EVENTS.replace("network-events", "summary"),
            EVENTS.replace("network-events", "detections"),
            PageOfOurs.WORKFLOW_RUNS.path(OWNER, ""),
            PageOfOurs.BASELINE.path(OWNER, ""),
            PageOfOurs.BASELINE.path(OWNER, "") + "?of=repository&repo=app",
            PageOfOurs.ALL_DESTINATIONS.path(OWNER, "")
          }) {
        var page = visit.open(path);
        page.waitForLoadState(LoadState.LOAD);
        Assertions.assertThat(page.evaluate(LookingAtEveryPageIT.ROOM_BEYOND_THE_EDGE))
            .as(path)
            .isEqualTo(0);
        Accessibility.check(page);
      }
    }
  }

  @Test
  void makes_a_policy_of_a_baseline(Stage stage) {
    try (var visit = stage.admin()) {
      var page = visit.openStore(OWNER);
      visit.link("Baseline").click();
      visit.link("repository app").click();
      visit.link("Create Policy").click();
      page.getByLabel("Name", new GetByLabelOptions().setExact(true)).fill("from-baseline");
      Assertions.assertThat(visit.download("Export Endpoints").lines())
          .containsExactly("mirror.example:443", "registry.example:443");
      assertThat(visit.button("Remove mirror.example:443")).isVisible();
      visit.button("Add Policy").click();

      assertThat(visit.heading("from-baseline")).isVisible();
      Assertions.assertThat(stage.api().text(OWNER, "from-baseline"))
          .contains("registry.example:443")
          .doesNotContain("evil.example");
    }
  }

  @Test
  void imports_what_is_chosen_of_a_baseline(Stage stage) {
    try (var visit = stage.admin()) {
      var page = visit.open(PageOfOurs.EDIT_POLICY.path(OWNER, "build"));
      var baseline = page.locator("#part-baseline");
      baseline.locator("summary").click();
      page.getByLabel("What jobs called, of").selectOption("of=repository&repo=app");
      visit.button("Show its endpoints").click();
      baseline.getByRole(AriaRole.CHECKBOX, checkbox("mirror.example:443")).uncheck();
      visit.writeYaml("egress-policy: audit # mine\n");
      assertThat(baseline.getByRole(AriaRole.CHECKBOX, checkbox("mirror.example:443")))
          .not()
          .isChecked();
      Accessibility.check(page);
      visit.button("Add those chosen").click();

      assertThat(visit.button("Remove registry.example:443")).isVisible();
      assertThat(visit.button("Remove mirror.example:443")).isHidden();
      visit.button("Update Policy").click();
      assertThat(visit.heading("Edit policy")).isHidden();
      Assertions.assertThat(stage.api().text(OWNER, "build")).contains("registry.example:443");
    }
  }

  private static Locator.GetByRoleOptions checkbox(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}
