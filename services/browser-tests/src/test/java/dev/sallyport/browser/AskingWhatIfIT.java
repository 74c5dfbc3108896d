package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InABrowser.class)
class AskingWhatIfIT {
  private static final String OWNER = "what-if";
  private static final String YAML = "egress-policy: block\nallowed-endpoints: github.com:443\n";
  private static final double PATIENCE = 60_000;

  private static Page open(Stage stage, Visit visit) {
    stage.api().save(OWNER, "p", YAML);
    var page = visit.open(PageOfOurs.VIEW_POLICY.path(OWNER, "p"));
    visit.link("What would it have blocked?").click();
    assertThat(page.getByLabel("Policy", new GetByLabelOptions().setExact(true))).hasValue("p");
    page.getByLabel("Standing at").selectOption("organization");
    return page;
  }

  @Test
  void is_told_which_calls_would_have_been_let_through(Stage stage) {
    new BlockedJob(OWNER, "asking", "4711", "mirror.example")
        .play(stage.url(), stage.api().runnerKey(OWNER));
    try (var visit = stage.admin()) {
      var page = open(stage, visit);
      page.locator("summary").click();
      page.getByLabel("Policy as YAML").fill("egress-policy: audit\n");
      page.waitForCondition(
          () -> {
            page.waitForResponse(
                response -> "POST".equals(response.request().method()),
                visit.button("What would it have blocked?")::click);
            return page.getByText("mirror.example:443").isVisible();
          },
          new Page.WaitForConditionOptions().setTimeout(PATIENCE));

      assertThat(page.getByText("Would have been allowed: 1 call")).isVisible();
      assertThat(visit.button("Cancel")).isHidden();
      Accessibility.check(page);
    }
  }

  @Test
  void can_give_up_waiting(Stage stage) {
    try (var visit = stage.admin()) {
      var page = open(stage, visit);
      var held = new AtomicBoolean();
      page.route("**/actions/what-if", _ -> held.set(true)); // and never answered

      visit.button("What would it have blocked?").click();
      assertThat(page.getByText("Looking at the calls")).isVisible();
      visit.button("Cancel").click();

      assertThat(page.getByText("Cancelled.")).isVisible();
      assertThat(page.getByText("Looking at the calls")).isHidden();
      org.assertj.core.api.Assertions.assertThat(held).isTrue();
    }
  }
}
