package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InABrowser.class)
class LookingBackIT {
  private static final String OWNER = "past";

  @Test
  void compares_and_restores_a_version(Stage stage) {
    stage.api().save(OWNER, "p", yaml("first.example"));
    stage.api().save(OWNER, "p", yaml("second.example"));
    try (var visit = stage.admin()) {
      var page = visit.open(PageOfOurs.HISTORY.path(OWNER, "p"));

      visit.link("Compare with the current version").click();
      var main = page.getByRole(AriaRole.MAIN);
      assertThat(main.locator(".diff-before").getByText("first.example")).isVisible();
      assertThat(main.locator(".diff-after").getByText("second.example")).isVisible();

      visit.open(PageOfOurs.HISTORY.path(OWNER, "p"));
      visit.link("Restore this version").click();
      Accessibility.check(page);
      visit.confirm("Restore this version");

      Assertions.assertThat(stage.api().text(OWNER, "p"))
          .contains("first.example")
          .doesNotContain("second.example");
      visit.open(PageOfOurs.HISTORY.path(OWNER, "p"));
      assertThat(page.getByText("which brings back version 1")).isVisible();
    }
  }

  @Test
  void shows_what_was_at_a_moment(Stage stage) {
    stage.api().save(OWNER, "then", yaml("first.example"));
    try (var visit = stage.admin()) {
      var page = visit.open(PageOfOurs.HISTORY.path(OWNER, "then"));
      page.getByLabel("As of").fill("2999-01-01T00:00");
      visit.button("Show").click();
      assertThat(page.getByLabel("The policy's text")).containsText("first.example");

      page.getByLabel("Moment").fill("2020-01-01T00:00:00Z");
      visit.button("Show").click();
      assertThat(page.getByText("there was no policy of this name")).isVisible();
    }
  }

  private static String yaml(String host) {
    return "egress-policy: block\nallowed-endpoints: >\n  " + host + ":443\n";
  }
}
