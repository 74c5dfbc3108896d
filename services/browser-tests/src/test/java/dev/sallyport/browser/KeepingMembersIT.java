package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(InABrowser.class)
class KeepingMembersIT {
  private static final String OWNER = "members";
  private static final String MEMBERS = "/github/" + OWNER + "/settings/members";

  @Test
  void invites_and_withdraws(Stage stage) {
    var key = stage.api().key(OWNER, "admin");
    try (var visit = stage.stranger()) {
      visit.signIn(key);
      var page = visit.open(MEMBERS);
      page.locator("#invite-email").fill("Ada@Acme.example");
      page.getByText("Editor Reads everything").click();
      visit.button("Invite").click();

      assertThat(page.getByRole(AriaRole.STATUS)).containsText("ada@acme.example is invited");
      visit.button("Withdraw the invitation of ada@acme.example").click();

      assertThat(page.getByRole(AriaRole.STATUS)).containsText("is withdrawn");
      assertThat(page.getByText("Open invitations")).isHidden();
    }
  }

  @Test
  void gives_a_role_changes_it_and_asks_before_taking_it_away(Stage stage) {
    var key = stage.api().key(OWNER, "admin");
    try (var visit = stage.stranger()) {
      visit.signIn(key);
      var page = visit.open(MEMBERS);
      give(visit, "bo");
      page.getByLabel("Role of bo", new Page.GetByLabelOptions().setExact(true))
          .selectOption("admin");
      visit.button("Change the role of bo").click();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("bo is admin from now on.");

      visit.link("Remove bo").click();
      assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Takes the role admin away");
      Accessibility.check(page);
      visit.confirm("Remove");

      assertThat(page.getByRole(AriaRole.STATUS)).containsText("bo has no role here any more.");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void a_page_with_members_and_invitations_is_open_to_everybody(ColorScheme scheme, Stage stage) {
    var key = stage.api().key(OWNER, "admin");
    for (var width : new int[] {360, 1280}) {
      try (var visit = stage.stranger(new View(width, 900, scheme))) {
        visit.signIn(key);
        var page = visit.open(MEMBERS);
        page.locator("#invite-email").fill("somebody.with.a.long.name@engineering.acme.example");
        visit.button("Invite").click();
        give(visit, "grace.hopper.with.a.long.subject@engineering.acme.example");
        page.locator("summary").click();
        visit.button("More ways to sign out").click();

        assertThat(visit.button("Sign out everywhere")).isVisible();
        Accessibility.check(page);
        org.assertj.core.api.Assertions.assertThat(
                page.evaluate(LookingAtEveryPageIT.ROOM_BEYOND_THE_EDGE))
            .isEqualTo(0);
      }
    }
  }

  @Test
  void signs_out_everywhere(Stage stage) {
    var key = stage.api().key(OWNER, "read-only");
    try (var here = stage.stranger();
        var elsewhere = stage.stranger()) {
      here.signIn(key);
      elsewhere.signIn(key);
      here.button("More ways to sign out").click();
      here.button("Sign out everywhere").click();

      assertThat(here.page().getByRole(AriaRole.STATUS))
          .containsText("You are signed out everywhere.");
      elsewhere.openStore(OWNER);
      assertThat(elsewhere.heading("Sign in")).isVisible();
      here.signIn(key);
      assertThat(here.button("Sign out")).isVisible();
    }
  }

  private static void give(Visit visit, String subject) {
    var page = visit.page();
    page.locator("summary").click();
    page.locator("#grant-issuer").fill("https://id.example");
    page.locator("#grant-subject").fill(subject);
    visit.button("Give the role").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText(subject + " is auditor from now on.");
  }
}
