package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages where a policy is about to change tell by themselves what that would do. */
@ExtendWith(InABrowser.class)
class SeeingWhatWouldChangeIT {
  private static final String OWNER = "what-would-change";
  private static final String YAML = "egress-policy: block\nallowed-endpoints: github.com:443\n";
  private static final String AUDIT = "egress-policy: audit\n";
  private static final String PREVIEW = "**/actions/what-if/preview";
  private static final double PATIENCE = 60_000;

  @Test
  void the_editor_tells_and_tells_again_once_the_text_has_changed(Stage stage) {
    play(stage, "edited");
    try (var visit = stage.admin()) {
      var page = awaitCounted(visit, PageOfOurs.EDIT_POLICY.path(OWNER, "edited"));
      assertThat(page.getByText("0 calls would have been blocked, 0 newly allowed")).isVisible();

      visit.writeYaml(AUDIT);
      assertThat(page.getByText("0 calls would have been blocked, 1 newly allowed")).isVisible();
      assertThat(editor(page)).isFocused();
      assertThat(page.getByText("Unsaved changes")).isVisible();
      page.getByText("Which calls, in which jobs").click();
      assertThat(page.getByText("mirror.example:443")).isVisible();
      Accessibility.check(page);

      visit.writeYaml(YAML + "disable-sudo: true\n");
      assertThat(page.getByText("0 calls would have been blocked, 0 newly allowed")).isVisible();
      visit.writeYaml(AUDIT);
      assertThat(page.getByText("mirror.example:443")).isVisible(); // as it was left: open
      visit.writeYaml("egress-policy: [");
      assertThat(page.getByText("The text cannot be read yet.")).isVisible();
    }
  }

  @Test
  void a_newer_text_takes_the_place_of_the_one_that_is_looked_at(Stage stage) {
    play(stage, "replaced");
    try (var visit = stage.admin()) {
      var asked = new AtomicInteger();
      var page = visit.page();
      page.route(
          PREVIEW,
          route -> {
            if (asked.incrementAndGet() > 1) {
              route.resume(); // the first is never answered
            }
          });
      visit.open(PageOfOurs.EDIT_POLICY.path(OWNER, "replaced"));
      assertThat(page.getByText("Looking at the calls")).isVisible();

      visit.writeYaml("egress-policy: [");

      assertThat(page.getByText("The text cannot be read yet.")).isVisible();
      assertThat(page.getByText("Looking at the calls")).isHidden();
      assertThat(page.getByText("Cancelled.")).isHidden();
      Assertions.assertThat(asked).hasValue(2);
    }
  }

  @Test
  void can_be_cancelled_and_holds_up_no_saving(Stage stage) {
    play(stage, "saved");
    try (var visit = stage.admin()) {
      var page = visit.page();
      page.route(PREVIEW, _ -> {}); // never answered
      visit.open(PageOfOurs.EDIT_POLICY.path(OWNER, "saved"));
      assertThat(page.getByLabel("Looking at the calls")).isVisible();
      Accessibility.check(page);
      visit.button("Cancel").click();
      assertThat(page.getByText("Cancelled.")).isVisible();
      assertThat(page.getByLabel("Looking at the calls")).isHidden();

      visit.writeYaml(AUDIT);
      assertThat(page.getByLabel("Looking at the calls")).isVisible();
      visit.button("Update Policy").click();

      assertThat(page.getByText("“saved” was updated.")).isVisible();
    }
  }

  @Test
  void somebody_who_was_signed_out_meanwhile_keeps_what_they_typed(Stage stage) {
    play(stage, "signed-out");
    try (var visit = stage.admin().refusing("/github/" + OWNER + "/actions/what-if/preview")) {
      var page = visit.open(PageOfOurs.EDIT_POLICY.path(OWNER, "signed-out"));
      assertThat(page.getByText("What-if looks further back")).isVisible();
      page.context().clearCookies();

      visit.writeYaml(AUDIT);

      assertThat(page.getByText("You are signed out: this cannot be answered.")).isVisible();
      assertThat(editor(page)).hasText("egress-policy: audit");
    }
  }

  @Test
  void the_page_of_attachments_tells_for_the_scopes_that_are_chosen(Stage stage) {
    play(stage, "attached");
    stage.api().save(OWNER, "watching", AUDIT);
    try (var visit = stage.admin()) {
      awaitCounted(visit, PageOfOurs.EDIT_POLICY.path(OWNER, "attached"));
      var page = visit.open(PageOfOurs.ATTACH_POLICY.path(OWNER, "watching"));
      page.getByLabel("Kind").selectOption("repository");
      page.getByLabel("Name").fill("attached");
      visit.button("Add scope").click();

      assertThat(page.getByText("0 calls would have been blocked, 1 newly allowed")).isVisible();
      Accessibility.check(page);

      page.getByLabel("repository attached").uncheck();
      assertThat(page.getByText("newly allowed")).isHidden();
      page.getByLabel("Kind").selectOption("cluster");
      page.getByLabel("Name").fill("nowhere");
      visit.button("Add scope").click();
      assertThat(page.getByText("no job was seen that it would apply to")).isVisible();
    }
  }

  /** A policy at a repository of the same name, and a job there that was denied a call. */
  private static void play(Stage stage, String name) {
    stage.api().save(OWNER, name, YAML);
    stage.api().attachToRepository(OWNER, name, name);
    new BlockedJob(OWNER, name, "4711", "mirror.example")
        .play(stage.url(), stage.api().runnerKey(OWNER));
  }

  private static Page awaitCounted(Visit visit, String path) {
    visit
        .page()
        .waitForCondition(
            () -> {
              visit.page().waitForResponse(PREVIEW, () -> visit.open(path));
              visit.page().waitForTimeout(200); // until it is shown
              return visit.page().getByText("applied to 1 job").isVisible();
            },
            new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    return visit.page();
  }

  private static Locator editor(Page page) {
    return page.getByRole(AriaRole.TEXTBOX, new GetByRoleOptions().setName("Policy as YAML"));
  }
}
