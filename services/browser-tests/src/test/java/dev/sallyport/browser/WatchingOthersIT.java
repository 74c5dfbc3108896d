package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InABrowser.class)
class WatchingOthersIT {
  private static final String YAML =
      "egress-policy: audit\nallowed-endpoints: >\n  github.com:443\n";

  @Test
  void shows_by_itself_what_somebody_else_has_changed(Stage stage) {
    stage.api().save("watched", "first", YAML);
    try (var visit = stage.admin()) {
      var page = visit.openStore("watched");
      assertThat(visit.link("first")).isVisible();

      stage.api().save("watched", "second", YAML);

      assertThat(visit.link("second")).isVisible();
      assertThat(page.locator("#notices")).not().isEmpty();
    }
  }
}
