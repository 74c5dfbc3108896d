package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InABrowser.class)
class LookingAtThePolicyStoreIT {
  @Test
  void shows_the_policies_of_the_demo(Stage stage) {
    try (var visit = stage.admin()) {
      var page = visit.open("/github/" + Stage.DEMO + "/actions/policies");

      assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Policy Store")))
          .isVisible();
      assertThat(page.getByRole(AriaRole.TABLE)).containsText("org-baseline");
    }
  }
}
