package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every way in which a text gets into the editor; a fault of the visit is what the CSP blocks. */
@ExtendWith(InABrowser.class)
class TypingInTheEditorIT {
  private static final String OWNER = "typing";
  private static final String YAML =
      """
      # \u202Ehidden\u202C
      egress-policy: block # why
      allowed-endpoints: >
        github.com:443
        api.github.com:443
      """;

  @Test
  void replaces_everything_by_what_is_typed(Stage stage) {
    try (var visit = edit(stage, "typed")) {
      var editor = selectAll(visit);
      visit.page().keyboard().type("egress-policy: audit");
      assertThat(editor).hasText("egress-policy: audit");
    }
  }

  @Test
  void replaces_everything_by_what_an_input_method_or_a_script_inserts(Stage stage) {
    try (var visit = edit(stage, "inserted")) {
      var editor = selectAll(visit);
      visit.page().keyboard().insertText("egress-policy: audit");
      assertThat(editor).hasText("egress-policy: audit");

      visit.page().keyboard().press("ControlOrMeta+Z");
      assertThat(editor).containsText("api.github.com:443");
      editor.fill("egress-policy: block");
      assertThat(editor).hasText("egress-policy: block");
    }
  }

  @Test
  void deletes_takes_back_and_pastes(Stage stage) {
    try (var visit = edit(stage, "pasted")) {
      var editor = selectAll(visit);
      var keyboard = visit.page().keyboard();
      keyboard.press("Backspace");
      Assertions.assertThat(visit.page().locator("#yaml").inputValue()).isEmpty();
      keyboard.press("ControlOrMeta+Z");
      assertThat(editor).containsText("github.com:443");

      selectAll(visit);
      keyboard.press("ControlOrMeta+X");
      keyboard.press("ControlOrMeta+V");
      assertThat(editor).containsText("api.github.com:443");
      Assertions.assertThat(visit.page().locator("#yaml").inputValue()).isEqualTo(YAML);
    }
  }

  @Test
  void completes_a_setting_and_tells_what_is_wrong_with_one(Stage stage) {
    try (var visit = edit(stage, "completed")) {
      var editor = selectAll(visit);
      var keyboard = visit.page().keyboard();
      keyboard.type("egress-p");
      assertThat(visit.page().getByRole(AriaRole.OPTION).first()).containsText("egress-policy");
      visit.page().waitForTimeout(200); // it takes no key before somebody can have read it
      keyboard.press("Enter");
      // What an earlier check has marked would go away from under the mouse.
      visit
          .page()
          .waitForResponse(
              checked -> String.valueOf(checked.request().postData()).contains("nonsense"),
              () -> keyboard.type("nonsense"));
      assertThat(editor).hasText("egress-policy: nonsense");

      visit.page().locator(".cm-lintRange-error").first().hover();
      assertThat(visit.page().locator(".cm-tooltip-lint")).isVisible();
    }
  }

  private static Visit edit(Stage stage, String policy) {
    stage.api().save(OWNER, policy, YAML);
    var visit = stage.admin().clipboard(true);
    visit.open(PageOfOurs.EDIT_POLICY.path(OWNER, policy));
    return visit;
  }

  private static Locator selectAll(Visit visit) {
    Page page = visit.page();
    var editor = page.getByRole(AriaRole.TEXTBOX, new GetByRoleOptions().setName("Policy as YAML"));
    editor.click();
    page.keyboard().press("ControlOrMeta+A");
    return editor;
  }
}
