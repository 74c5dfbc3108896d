package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(InABrowser.class)
class SeeingToDetectionsIT {
  private static final String OWNER = "detections";
  private static final String DETECTIONS = "/github/" + OWNER + "/actions/detections";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  // The repository is each test's own.
  private static Page open(Stage stage, Visit visit, String repository) {
    new BlockedJob(OWNER, repository, "4711", "evil.example")
        .play(stage.url(), stage.api().runnerKey(OWNER));
    var page = visit.open(DETECTIONS + "?repository=" + repository);
    var end = Instant.now().plus(PATIENCE);
    while (page.locator("tbody tr").count() == 0 && Instant.now().isBefore(end)) {
      page.waitForTimeout(250);
      page.reload();
    }
    return page;
  }

  @Test
  void resolves_a_detection_and_opens_it_again(Stage stage) {
    try (var visit = stage.admin()) {
      var page = open(stage, visit, "resolving");
      assertThat(page.locator("tbody tr")).containsText("evil.example:443");
      page.locator("tbody summary").click();
      assertThat(page.getByText("allow the endpoint in its policy")).isVisible();

      visit.button("Resolve Domain-Blocked evil.example:443 in run 4711").click();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("Domain-Blocked is resolved.");
      assertThat(page.getByText("No detection passes this filter.")).isVisible();

      page.getByLabel("Status", new Page.GetByLabelOptions().setExact(true))
          .selectOption("resolved");
      visit.button("Filter").click();
      visit.button("Reopen Domain-Blocked evil.example:443 in run 4711").click();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("is open again.");
    }
  }

  @Test
  void suppresses_a_detection_by_a_rule_and_deletes_the_rule(Stage stage) {
    try (var visit = stage.admin()) {
      var page = open(stage, visit, "suppressing");
      visit.link("Suppress Domain-Blocked evil.example:443 in run 4711").click();
      assertThat(page.getByLabel("Repository", new Page.GetByLabelOptions().setExact(true)))
          .hasValue("suppressing");
      Accessibility.check(page);
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("known");
      visit.button("Create rule").click();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("“known” holds from now on");

      visit.open(DETECTIONS + "?repository=suppressing");
      assertThat(page.getByText("No detection passes this filter.")).isVisible();
      visit.open("/github/" + OWNER + "/actions/suppression-rules");
      visit.link("Delete known").click();
      assertThat(page.getByRole(AriaRole.DIALOG)).containsText("stays suppressed");
      Accessibility.check(page);
      visit.confirm("Delete rule");

      assertThat(page.getByRole(AriaRole.STATUS)).containsText("“known” is deleted.");
      visit.open(DETECTIONS + "?repository=suppressing&status=suppressed");
      assertThat(page.locator("tbody tr")).containsText("removed since");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void a_page_with_a_detection_is_open_to_everybody(ColorScheme scheme, Stage stage) {
    for (var width : new int[] {360, 1280}) {
      try (var visit = stage.admin(new View(width, 900, scheme))) {
        var page = open(stage, visit, "looking");
        page.locator("tbody summary").first().click();

        Accessibility.check(page);
        org.assertj.core.api.Assertions.assertThat(
                page.evaluate(LookingAtEveryPageIT.ROOM_BEYOND_THE_EDGE))
            .isEqualTo(0);
      }
    }
  }
}
