package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(InABrowser.class)
class ChoosingFromAMenuIT {
  private static final String OWNER = "menus";
  private static final String YAML =
      "egress-policy: block\nallowed-endpoints: >\n  github.com:443\n";

  @ParameterizedTest
  @CsvSource({
    "stands, View policy, /stands",
    "stands, Edit policy, /stands/edit",
    "stands, Modify attachment, /stands/attach",
    "stands, View history, /stands/history",
    "rests, Attach policy, /rests/attach",
  })
  void leads_to_its_page(String policy, String action, String page, Stage stage) {
    fill(stage.api());
    try (var visit = stage.admin()) {
      visit.openStore(OWNER);

      visit.choose(policy, action);

      assertThat(visit.page())
          .hasURL(stage.url() + "/github/" + OWNER + "/actions/policies" + page);
      assertThat(visit.page().getByRole(AriaRole.MAIN)).containsText(policy);
    }
  }

  @ParameterizedTest
  @CsvSource({"stands, Detach policy", "stands, Delete policy", "rests, Delete policy"})
  void asks_before_it_ends_something(String policy, String action, Stage stage) {
    fill(stage.api());
    try (var visit = stage.admin()) {
      visit.openStore(OWNER);

      visit.choose(policy, action);
      var dialog = visit.page().getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText(policy);
      Accessibility.check(visit.page());
      visit.page().keyboard().press("Escape");

      assertThat(dialog).isHidden();
      assertThat(visit.link(policy)).isVisible();
    }
  }

  @Test
  void offers_no_detaching_of_what_stands_nowhere(Stage stage) {
    fill(stage.api());
    try (var visit = stage.admin()) {
      visit.openStore(OWNER);

      visit.button("Actions for rests").click();

      assertThat(visit.link("Attach policy")).isVisible();
      assertThat(visit.link("Detach policy")).isHidden();
      assertThat(visit.link("Modify attachment")).isHidden();
    }
  }

  @Test
  void needs_no_mouse(Stage stage) {
    stage.api().save("keyboard", "typed", YAML);
    try (var visit = stage.admin()) {
      var page = visit.openStore("keyboard");
      var keyboard = page.keyboard();

      visit.button("Actions for typed").focus();
      keyboard.press("Enter");
      keyboard.press("ArrowUp");
      assertThat(visit.link("Delete policy")).isFocused();
      keyboard.press("Enter");
      var dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog).isVisible();
      var confirm =
          dialog.getByRole(
              AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete policy"));
      for (var tabs = 0; tabs < 10 && !isFocused(confirm); tabs++) {
        keyboard.press("Tab");
      }
      keyboard.press("Enter");

      assertThat(page.getByText("No policies yet.")).isVisible();
    }
  }

  private static boolean isFocused(Locator element) {
    return (boolean) element.evaluate("element => element === document.activeElement");
  }

  // Saved and attached again they are what they were, so no test depends on another.
  private static void fill(Api api) {
    api.save(OWNER, "stands", YAML);
    api.attachToRepository(OWNER, "stands", "app");
    api.save(OWNER, "rests", YAML);
  }
}
