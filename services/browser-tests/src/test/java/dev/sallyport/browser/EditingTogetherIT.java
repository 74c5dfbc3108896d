package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InABrowser.class)
class EditingTogetherIT {
  private static final String OWNER = "together";

  @Test
  void shows_both_texts_to_whoever_saves_second_and_loses_neither(Stage stage) {
    stage.api().save(OWNER, "shared", yaml("one.example"));
    try (var anna = stage.admin();
        var ben = stage.admin()) {
      anna.open(edit());
      ben.open(edit());
      anna.writeYaml(yaml("anna.example"));
      ben.writeYaml(yaml("ben.example"));
      anna.button("Update Policy").click();
      assertThat(anna.heading("Edit policy")).isHidden();

      ben.button("Update Policy").click();

      assertThat(ben.heading("Somebody saved this policy meanwhile")).isVisible();
      var both = ben.page().getByLabel("Both versions");
      assertThat(both).containsText("anna.example:443");
      assertThat(both).containsText("ben.example:443");
      Accessibility.check(ben.page());

      ben.button("Go on with mine").click();
      ben.button("Update Policy").click();

      assertThat(ben.heading("Edit policy")).isHidden();
      Assertions.assertThat(stage.api().text(OWNER, "shared")).contains("ben.example:443");
    }
  }

  private static String edit() {
    return "/github/" + OWNER + "/actions/policies/shared/edit";
  }

  private static String yaml(String host) {
    return "egress-policy: block\nallowed-endpoints: >\n  " + host + ":443\n";
  }
}
