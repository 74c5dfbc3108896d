package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InABrowser.class)
class LookingAfterAPolicyIT {
  private static final String OWNER = "journey";
  private static final String TEXT =
      "egress-policy: block\nallowed-endpoints: >\n  github.com:443\n";

  @Test
  void goes_from_nothing_through_all_there_is_to_nothing(Stage stage) {
    var runner = stage.api().runnerKey(OWNER);
    try (var visit = stage.admin()) {
      creates(visit);
      attaches(visit);
      Assertions.assertThat(served(stage, runner)).contains("github.com:443");
      edits(visit);
      Assertions.assertThat(served(stage, runner)).contains("api.github.com:443");
      readsTheHistory(visit);
      detaches(visit);
      Assertions.assertThat(served(stage, runner)).doesNotContain("github.com");
      deletes(visit);
    }
  }

  private static String served(Stage stage, String runner) {
    return stage.api().lookUp(OWNER, "app", "ci.yml", runner).body();
  }

  private static void creates(Visit visit) {
    visit.openStore(OWNER);
    visit.link("Create policy").first().click();
    visit.page().getByLabel("Name", new GetByLabelOptions().setExact(true)).fill("ci");
    visit.writeYaml(TEXT);
    visit.button("Add Policy").click();
    assertThat(visit.heading("ci")).isVisible();
  }

  private static void attaches(Visit visit) {
    visit.openStore(OWNER);
    visit.choose("ci", "Attach policy");
    var page = visit.page();
    page.getByLabel("Kind").selectOption("repository");
    page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Name")).fill("app");
    visit.button("Add scope").click();
    assertThat(page.getByText("will be attached")).isVisible();
    visit.button("Attach policy").click();
    visit.openStore(OWNER);
    assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("ci")))
        .containsText("1 Repository");
  }

  private static void edits(Visit visit) {
    visit.choose("ci", "Edit policy");
    visit.page().getByLabel("Endpoint to add").fill("api.github.com:443");
    visit.button("Add endpoint").click();
    assertThat(visit.button("Remove api.github.com:443")).isVisible();
    visit.button("Update Policy").click();
    assertThat(visit.heading("Edit policy")).isHidden();
  }

  private static void readsTheHistory(Visit visit) {
    visit.openStore(OWNER);
    visit.choose("ci", "View history");
    var newest = visit.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.LISTITEM);
    assertThat(newest.filter(new Locator.FilterOptions().setHasText("Policy Updated")).first())
        .containsText("api.github.com:443");
  }

  private static void detaches(Visit visit) {
    visit.openStore(OWNER);
    visit.choose("ci", "Detach policy");
    visit.confirm("Detach policy");
    assertThat(visit.page().getByText("Not attached")).isVisible();
  }

  private static void deletes(Visit visit) {
    visit.openStore(OWNER);
    visit.choose("ci", "Delete policy");
    visit.confirm("Delete policy");
    assertThat(visit.page().getByText("No policies yet.")).isVisible();
  }
}
