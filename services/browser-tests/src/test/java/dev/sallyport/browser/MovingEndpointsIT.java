package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InABrowser.class)
class MovingEndpointsIT {
  private static final String OWNER = "endpoints";
  private static final String YAML =
      "egress-policy: block\nallowed-endpoints: >\n  github.com:443 # kept\n";

  @Test
  void imports_a_list_and_a_policy_and_exports_what_came_of_it(Stage stage) {
    try (var visit = edit(stage, "moved")) {
      choose(visit, "list.txt", "github.com:443\none.example:443\ntwo.example:443\n");
      assertThat(visit.page().getByLabel("Endpoints to be added")).containsText("one.example:443");
      visit.button("Add 2 endpoints").click();
      assertThat(visit.button("Remove two.example:443")).isVisible();

      choose(visit, "other.yaml", YAML.replace("github.com", "three.example"));
      visit.button("Add 1 endpoint").click();
      assertThat(visit.button("Remove three.example:443")).isVisible();
      visit.button("Update Policy").click();
      assertThat(visit.heading("Edit policy")).isHidden();

      visit.open(PageOfOurs.EDIT_POLICY.path(OWNER, "moved"));
      Assertions.assertThat(visit.download("Export Endpoints").lines())
          .containsExactlyInAnyOrder(
              "github.com:443", "one.example:443", "two.example:443", "three.example:443");
    }
  }

  @Test
  void says_in_which_line_a_file_is_wrong(Stage stage) {
    try (var visit = edit(stage, "wrong")) {
      choose(visit, "list.txt", "one.example:443\nno such port:x\n");

      assertThat(visit.page().getByText("Line 2, column")).isVisible();
      Accessibility.check(visit.page());
    }
  }

  private static Visit edit(Stage stage, String policy) {
    stage.api().save(OWNER, policy, YAML);
    var visit = stage.admin();
    visit.open(PageOfOurs.EDIT_POLICY.path(OWNER, policy));
    visit.page().getByText("Import Endpoints", new Page.GetByTextOptions().setExact(true)).click();
    return visit;
  }

  private static void choose(Visit visit, String name, String content) {
    var file = new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
    visit.page().getByLabel("From a file").setInputFiles(file);
  }
}
