package dev.sallyport.service.pages.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Forms;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class EditingAPolicyTest {
  private static final String TEXT =
      """
      # kept by platform
      egress-policy: block
      allowed-endpoints: >
        github.com:443 # git
        Example.com
      """;

  private final String owner = Api.newOwner();
  private final String policies = "/github/%s/actions/policies".formatted(owner);

  @BeforeEach
  void a_policy() {
    Api.yaml(TEXT).put(Api.policy(owner, "build")).then().statusCode(201);
  }

  private Document open() {
    return Browsing.page(policies + "/build/edit");
  }

  private static String yaml(Document page) {
    return area(page, "#yaml");
  }

  private static String area(Document page, String selector) {
    return Forms.textOf(Objects.requireNonNull(page.selectFirst(selector), selector));
  }

  @Test
  void creates_a_policy_and_says_so() {
    Forms.of(Browsing.page(policies + "/new"))
        .with("name", "release")
        .with("yaml", "egress-policy: audit\r\n# windows sends it so\r\n")
        .press("save")
        .then()
        .statusCode(303)
        .header("Location", containsString(policies + "/release"));

    Api.admin()
        .accept("application/yaml")
        .get(Api.policy(owner, "release"))
        .then()
        .body(equalTo("egress-policy: audit\n# windows sends it so\n"));
  }

  @Test
  void refuses_a_name_at_its_field_and_keeps_the_text() {
    var page =
        Forms.of(Browsing.page(policies + "/new"))
            .with("name", "build")
            .with("yaml", "egress-policy: audit # mine\n")
            .page("save", 422);

    assertThat(page.select("#name-refused").text()).contains("is there already");
    assertThat(yaml(page)).isEqualTo("egress-policy: audit # mine\n");
  }

  @Test
  void says_where_the_yaml_is_wrong() {
    var page =
        Forms.of(open())
            .with("yaml", "egress-policy: block\nallowed-endpoints: a.example:0\n")
            .page("save", 422);

    assertThat(page.select("#findings li").eachText()).hasSize(1);
    assertThat(page.select("#findings li").text()).contains("Line 2, column 20");
  }

  @Test
  void adds_and_removes_endpoints_in_the_author_s_text() {
    var added = Forms.of(open()).with("endpoint", "new.example").page("add", 200);

    assertThat(yaml(added)).isEqualTo(TEXT + "  new.example:443\n");
    assertThat(added.select("ul[aria-label=Allowed endpoints] code").eachText())
        .containsExactly("github.com:443", "Example.com", "new.example:443");

    var removed = Forms.of(added).page("remove example.com:443", 200);

    assertThat(yaml(removed)).isEqualTo(TEXT.replace("  Example.com\n", "  new.example:443\n"));
  }

  @Test
  void refuses_an_endpoint_at_its_field() {
    var page = Forms.of(open()).with("endpoint", "https://a.example/x").page("add", 200);

    assertThat(page.select("#endpoint-refused").text()).contains("write a.example:443");
    assertThat(page.select("#endpoint").val()).isEqualTo("https://a.example/x");
    assertThat(yaml(page)).isEqualTo(TEXT);
  }

  @Test
  void sets_mode_and_lockdown_in_the_author_s_text() {
    var page =
        Forms.of(open())
            .with("mode", "audit")
            .with("lockdown", "enabled", "Reverse-Shell")
            .page("check", 200);

    assertThat(yaml(page))
        .isEqualTo(
            TEXT.replace("block", "audit")
                + "lockdown-mode:\n  enabled: true\n  detections:\n    - Reverse-Shell\n");
    assertThat(page.select("#lockdown-enabled[checked]")).hasSize(1);
  }

  @Test
  void shows_what_an_import_adds_before_it_adds() {
    var shown =
        Forms.of(open())
            .with("import", "github.com:443\nnew.example\nbad.example:0\n")
            .page("show-import", 200);

    assertThat(shown.select("ul[aria-label=Endpoints to be added] li").eachText())
        .containsExactly("new.example:443");
    assertThat(shown.text()).contains("1 in the list already").contains("Line 3, column 1");
    assertThat(yaml(shown)).isEqualTo(TEXT);

    var added = Forms.of(shown).page("import", 200);

    assertThat(yaml(added)).isEqualTo(TEXT + "  new.example:443\n");
  }

  @Test
  void shows_both_versions_when_somebody_saved_meanwhile() {
    var mine = Forms.of(open()).with("yaml", TEXT + "  mine.example:443\n");
    Api.yaml(TEXT + "  theirs.example:443\n")
        .put(Api.policy(owner, "build"))
        .then()
        .statusCode(200);

    var conflict = mine.page("save", 200);

    assertThat(conflict.select(".diff-row:not(.diff-same) .diff-before").text())
        .contains("theirs.example:443");
    assertThat(conflict.select(".diff-row:not(.diff-same) .diff-after").text())
        .contains("mine.example:443");
    assertThat(yaml(conflict)).endsWith("  mine.example:443\n");

    var theirs = Forms.of(conflict).page("take-saved", 200);

    assertThat(yaml(theirs)).endsWith("  theirs.example:443\n");
    assertThat(area(theirs, "textarea[name=kept]")).endsWith("  mine.example:443\n");

    var back = Forms.of(theirs).page("take-kept 0", 200);

    assertThat(yaml(back)).endsWith("  mine.example:443\n");
    Forms.of(back).press("save").then().statusCode(303);
  }

  @Test
  void goes_on_when_only_attachments_changed_meanwhile() {
    var mine = Forms.of(open()).with("yaml", TEXT + "  mine.example:443\n");
    Api.json("{\"clusters\": [\"a\"]}")
        .post(Api.policy(owner, "build") + "/attachments")
        .then()
        .statusCode(200);

    mine.press("save").then().statusCode(303);
  }

  @Test
  void keeps_the_line_ends_of_the_author() {
    var windows = TEXT.replace("\n", "\r\n");
    Api.yaml(windows).put(Api.policy(owner, "build")).then().statusCode(200);

    var added = Forms.of(open()).with("endpoint", "new.example").page("add", 200);
    Forms.of(added).press("save").then().statusCode(303);

    Api.admin()
        .accept("application/yaml")
        .get(Api.policy(owner, "build"))
        .then()
        .body(equalTo(windows + "  new.example:443\r\n"));
  }

  @Test
  void exports_the_endpoints() {
    Api.admin()
        .get(policies + "/build/endpoints")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("endpoints.txt"))
        .body(equalTo("github.com:443\nexample.com:443\n"));
  }

  @Test
  void answers_a_script_with_the_part_it_replaces() {
    var part = Forms.of(open()).with("endpoint", "new.example").part("add");

    assertThat(part.select("header")).isEmpty();
    assertThat(area(part, "textarea[data-yaml]")).endsWith("  new.example:443\n");
  }

  @Test
  void shows_what_was_typed_as_text() {
    var page =
        Forms.of(open()).with("yaml", "</textarea><script>alert(1)</script>").page("check", 200);

    assertThat(yaml(page)).isEqualTo("</textarea><script>alert(1)</script>");
    assertThat(page.select("form script")).isEmpty();
  }
}
