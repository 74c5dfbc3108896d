package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InABrowser.class)
class CopyingIT {
  private static final String OWNER = "copying";
  private static final String YAML =
      "# mind the \u202Egap\negress-policy: block\nallowed-endpoints: >\n  github.com:443\n";

  @Test
  void puts_a_new_key_on_the_clipboard(Stage stage) {
    stage.api().save(OWNER, "p", YAML);
    try (var visit = stage.admin().clipboard(true)) {
      createKey(visit, "tool");

      visit.button("Copy key").click();

      assertThat(visit.page().getByText("Copied.")).isVisible();
      Assertions.assertThat(visit.clipboardText()).matches("sp_[A-Za-z0-9_-]{43}");
    }
  }

  @Test
  void puts_the_step_and_the_policy_on_it_as_they_are(Stage stage) {
    stage.api().save(OWNER, "p", YAML);
    try (var visit = stage.admin().clipboard(true)) {
      visit.open(PageOfOurs.VIEW_POLICY.path(OWNER, "p"));

      visit.button("Copy step").click();
      assertThat(visit.page().getByText("Copied.")).isVisible();
      Assertions.assertThat(visit.clipboardText())
          .contains("uses: step-security/harden-runner@v2\n    with:\n      policy: p\n");

      visit.button("Copy policy").click();
      assertThat(visit.page().getByText("Copied.")).hasCount(2);
      Assertions.assertThat(visit.clipboardText()).isEqualTo(YAML);
    }
  }

  @Test
  void marks_the_text_where_the_browser_refuses(Stage stage) {
    stage.api().save(OWNER, "p", YAML);
    try (var visit = stage.admin().clipboard(false)) {
      createKey(visit, "refused");

      visit.button("Copy key").click();

      assertThat(visit.page().getByText("Press Ctrl+C to copy.")).isVisible();
      Assertions.assertThat(visit.page().evaluate("getSelection().toString()"))
          .isEqualTo(visit.page().locator("#issued-secret").textContent());
    }
  }

  @Test
  void a_key_is_shown_once_even_if_its_page_is_loaded_again(Stage stage) {
    stage.api().save(OWNER, "p", YAML);
    try (var visit = stage.admin()) {
      createKey(visit, "reloaded");

      visit.page().reload();

      assertThat(visit.page().getByText("This key was created before")).isVisible();
      var keys = visit.page().getByRole(AriaRole.ROW);
      assertThat(keys.filter(new Locator.FilterOptions().setHasText("reloaded"))).hasCount(1);
    }
  }

  private static void createKey(Visit visit, String name) {
    visit.open(PageOfOurs.API_KEYS.path(OWNER, ""));
    visit.page().getByLabel("Name", new GetByLabelOptions().setExact(true)).fill(name);
    visit.button("Create API key").click();
    assertThat(visit.page().locator("#issued-secret")).isVisible();
  }
}
