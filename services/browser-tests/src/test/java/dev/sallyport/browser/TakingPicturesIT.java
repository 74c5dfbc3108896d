package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pictures that the documentation shows, when asked for. */
@EnabledIfSystemProperty(named = "browser.pictures", matches = "true")
@ExtendWith(InABrowser.class)
class TakingPicturesIT {
  private static final Path IMAGES = Path.of(System.getProperty("sallyport.images", "target"));
  private static final View DESK = new View(1200, 780, ColorScheme.LIGHT);
  private static final View TELEPHONE = new View(360, 740, ColorScheme.LIGHT);

  @ParameterizedTest
  @EnumSource(
      names = {
        "POLICY_STORE",
        "VIEW_POLICY",
        "EDIT_POLICY",
        "HISTORY",
        "COMPARE_VERSIONS",
        "EXPLAIN",
        "WORKFLOW_RUNS",
        "BASELINE",
        "ALL_DESTINATIONS",
        "DETECTIONS",
        "RUNNERS",
        "AUDIT_LOG",
        "MEMBERS",
        "INSTALLATION"
      })
  void takes_one_in_the_light_and_one_in_the_dark(PageOfOurs subject, Stage stage) {
    try (var visit = stage.admin(DESK)) {
      visit.open(subject.ofTheDemo());
      takeBoth(visit.page(), subject);
    }
  }

  @Test
  void takes_one_of_a_scope_about_to_be_taken(Stage stage) {
    try (var visit = stage.admin(DESK)) {
      var page = visit.open(PageOfOurs.ATTACH_POLICY.ofTheDemo());
      page.getByLabel("Kind").selectOption("repository");
      page.getByLabel("Name").fill("robot-arm-firmware");
      visit.button("Add scope").click();
      assertThat(page.getByText("will be attached")).isVisible();
      takeBoth(page, PageOfOurs.ATTACH_POLICY);
    }
  }

  @Test
  void takes_one_of_a_key_that_is_shown_once(Stage stage) {
    try (var visit = stage.admin(DESK)) {
      var page = visit.open(PageOfOurs.API_KEYS.ofTheDemo());
      page.locator("#key-name").fill("ci-runners");
      visit.button("Create API key").click();
      assertThat(visit.button("Copy key")).isVisible();
      takeBoth(page, PageOfOurs.API_KEYS);
    }
  }

  @Test
  void takes_one_of_integrations(Stage stage) {
    try (var visit = stage.admin(DESK)) {
      KeepingIntegrationsIT.add(visit, Stage.DEMO, "Slack, by webhook", "Security in Slack");
      visit.page().getByLabel("Address of the webhook").fill("https://hooks.slack.com/services/T");
      visit.button("Add integration").click();
      assertThat(visit.heading("Last deliveries")).isVisible();
      KeepingIntegrationsIT.addWebhook(visit, Stage.DEMO, "SIEM");
      takeBoth(visit.page(), "integration-added");
      stage
          .api()
          .setNotifications(
              Stage.DEMO,
              "{\"notifyWhenDomainBlocked\": \"true\", \"notifyForSecretsDetection\": \"true\"}");
      visit.open(PageOfOurs.INTEGRATIONS.ofTheDemo());
      takeBoth(visit.page(), PageOfOurs.INTEGRATIONS);
    }
  }

  @Test
  void takes_one_of_what_a_job_called(Stage stage) {
    try (var visit = stage.admin(DESK)) {
      var page = visit.open(PageOfOurs.DETECTIONS.ofTheDemo());
      page.locator("tbody a[href*='/actions/runs/']").first().click();
      visit.link("Network Events").click();
      assertThat(page.getByRole(AriaRole.TABLE)).isVisible();
      takeBoth(page, "network-events");
    }
  }

  @Test
  void takes_one_of_a_rule_made_of_a_detection(Stage stage) {
    try (var visit = stage.admin(DESK)) {
      var page = visit.open(PageOfOurs.DETECTIONS.ofTheDemo());
      page.locator("a[href*='/suppression-rules/new']").first().click();
      assertThat(visit.button("Create rule")).isVisible();
      takeBoth(page, PageOfOurs.NEW_SUPPRESSION_RULE);
    }
  }

  @Test
  void takes_one_of_a_baseline(Stage stage) {
    try (var visit = stage.admin(DESK)) {
      var page = visit.open(PageOfOurs.BASELINE.ofTheDemo());
      page.locator("tbody th a").first().click();
      assertThat(visit.link("Create Policy")).isVisible();
      takeBoth(page, "baseline-endpoints");
    }
  }

  @Test
  void takes_one_of_a_question(Stage stage) {
    try (var visit = stage.admin(DESK)) {
      var page = visit.open(PageOfOurs.WHAT_IF.ofTheDemo());
      page.getByLabel("Policy", new Page.GetByLabelOptions().setExact(true)).clear();
      page.locator("summary").first().click();
      page.getByLabel("Policy as YAML")
          .fill("egress-policy: block\nallowed-endpoints: github.com:443 api.github.com:443\n");
      page.getByLabel("Standing at").selectOption("organization");
      visit.button("What would it have blocked?").click();
      assertThat(page.getByText("Would have been blocked:").first()).isVisible();
      page.locator("#answer").scrollIntoViewIfNeeded();
      takeBoth(page, PageOfOurs.WHAT_IF);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POLICY_STORE", "HISTORY"})
  void takes_one_on_a_telephone(PageOfOurs subject, Stage stage) {
    try (var visit = stage.admin(TELEPHONE)) {
      take(visit.open(subject.ofTheDemo()), subject.slug(), "narrow");
    }
  }

  private static void takeBoth(Page page, PageOfOurs subject) {
    takeBoth(page, subject.slug());
  }

  private static void takeBoth(Page page, String subject) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    take(page, subject, "light");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    take(page, subject, "dark");
  }

  private static void take(Page page, String subject, String kind) {
    page.waitForLoadState(LoadState.LOAD);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(IMAGES.resolve(subject + "-" + kind + ".png")));
  }
}
