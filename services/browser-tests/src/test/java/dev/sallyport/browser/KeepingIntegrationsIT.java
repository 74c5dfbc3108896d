package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(InABrowser.class)
class KeepingIntegrationsIT {
  private static final String OWNER = "integrations";

  /** Opens the form for a type and names the integration. */
  static void add(Visit visit, String owner, String type, String name) {
    visit.open(PageOfOurs.INTEGRATIONS.path(owner, ""));
    visit.link("Add integration").click();
    visit.link(type).click();
    visit.page().locator("#name").fill(name);
  }

  static void addWebhook(Visit visit, String owner, String name) {
    add(visit, owner, "Webhook", name);
    visit.page().locator("#url").fill("https://siem.example/hooks/sallyport");
    visit.page().getByLabel("Name of header 1").fill("Authorization");
    visit.page().getByLabel("Value of header 1").fill("Bearer of-what");
    visit.button("Add integration").click();
    assertThat(visit.button("Copy secret")).isVisible();
  }

  private static Visit administrator(Stage stage, View view) {
    return administrator(stage, view, OWNER);
  }

  private static Visit administrator(Stage stage, View view, String owner) {
    var visit = stage.stranger(view);
    visit.signIn(stage.api().key(owner, "admin"));
    return visit;
  }

  @Test
  void shows_a_signing_secret_once_and_copies_it(Stage stage) {
    try (var visit = administrator(stage, View.DESK).clipboard(true)) {
      addWebhook(visit, OWNER, "Copied");

      visit.button("Copy secret").click();

      assertThat(visit.page().getByText("Copied.")).isVisible();
      var secret = visit.clipboardText();
      Assertions.assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
      visit.open(PageOfOurs.INTEGRATIONS.path(OWNER, ""));
      visit.link("Copied").click();
      assertThat(visit.heading("Copied")).isVisible();
      Assertions.assertThat(visit.page().content()).doesNotContain(secret, "of-what");
    }
  }

  @Test
  void tests_edits_pauses_and_deletes_with_the_keyboard_and_the_mouse(Stage stage) {
    try (var visit = administrator(stage, View.DESK)) {
      var page = visit.page();
      add(visit, OWNER, "Slack, by bot", "Bot");
      page.getByLabel("Channel").fill("#ci");
      page.getByLabel("Token of the bot").fill("xoxb-of-what");
      page.getByLabel("Any other change").check();
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("“Bot” is added.");

      visit.button("Send test").click();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("A test is on its way");

      visit.link("Edit").click();
      assertThat(page.getByLabel("Token of the bot")).hasValue("");
      page.getByLabel("Channel").fill("#security");
      visit.button("Save integration").click();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("“Bot” is changed.");
      assertThat(page.getByText("#security")).isVisible();

      visit.button("Pause").click();
      assertThat(visit.button("Send test")).isHidden();
      visit.button("Resume").click();
      assertThat(visit.button("Send test")).isVisible();

      visit.link("Delete").click();
      assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Its secrets are removed.");
      Accessibility.check(page);
      visit.confirm("Delete integration");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("“Bot” is deleted.");
    }
  }

  @Test
  void marks_switches_that_nothing_here_fires(Stage stage) {
    var owner = "notifications";
    stage.api().save(owner, "p", "egress-policy: audit\n");
    stage
        .api()
        .setNotifications(
            owner,
            """
            {"slackWebhookURL": "https://hooks.slack.com/services/T/B/x",
             "notifyWhenDomainBlocked": "true", "notifyForSecretsDetection": "true"}\
            """);
    try (var visit = administrator(stage, new View(360, 900, ColorScheme.DARK), owner)) {
      visit.open(PageOfOurs.INTEGRATIONS.path(owner, ""));

      assertThat(visit.link("Slack (notification settings)")).isVisible();
      var switches = visit.page().getByRole(AriaRole.LISTITEM);
      assertThat(switches.filter(having("notifyWhenDomainBlocked")))
          .not()
          .containsText("never fires here");
      assertThat(switches.filter(having("notifyForSecretsDetection")))
          .containsText("never fires here");
      isOpen(visit);
    }
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void pages_of_an_integration_are_open_to_everybody(ColorScheme scheme, Stage stage) {
    for (var width : new int[] {360, 1280}) {
      try (var visit = administrator(stage, new View(width, 900, scheme))) {
        addWebhook(visit, OWNER, "An-integration-with-a-long-name-%s-%d".formatted(scheme, width));
        isOpen(visit);
        visit.link("Edit").click();
        assertThat(visit.button("Save integration")).isVisible();
        isOpen(visit);
        visit.open(PageOfOurs.INTEGRATIONS.path(OWNER, ""));
        assertThat(visit.page().getByRole(AriaRole.TABLE)).isVisible();
        isOpen(visit);
      }
    }
  }

  private static void isOpen(Visit visit) {
    Accessibility.check(visit.page());
    Assertions.assertThat(visit.page().evaluate(LookingAtEveryPageIT.ROOM_BEYOND_THE_EDGE))
        .isEqualTo(0);
  }
}
