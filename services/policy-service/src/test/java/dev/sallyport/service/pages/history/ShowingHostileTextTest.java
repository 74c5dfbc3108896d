package dev.sallyport.service.pages.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Links;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(InMemory.class)
class ShowingHostileTextTest {
  private static final String MODE = "egress-policy: audit\n";

  private final String owner = Api.newOwner();

  private String save(String name, String text) {
    Api.yaml(text)
        .urlEncodingEnabled(false)
        .put(Api.policies(owner) + "/" + Links.segment(name))
        .then()
        .statusCode(201);
    return Links.policy(owner, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)<\\script>",
        "\"><img src=x onerror=alert(1)>",
        "a'b&amp;{frame.csrf}{{7*7}}",
        "50% of #1? a;b+c",
        "יום טוב"
      })
  void writes_a_name_as_text_everywhere(String name) {
    var path = save(name, MODE);
    Api.yaml(MODE + "# more\n").urlEncodingEnabled(false).put("/v1" + path).then().statusCode(200);

    for (var page :
        new String[] {"/history", "/history/3", "/compare", "/as-of?at=2999-01-01T00:00Z"}) {
      var shown = Browsing.page(path + page);
      assertThat(shown.select("h1 .visible").last()).isNotNull();
      assertThat(shown.expectFirst("h1").text()).contains(name);
      assertThat(shown.select("img, main script, [onerror]")).isEmpty();
      assertThat(shown.select("a[href^=" + path + "]")).isNotEmpty();
    }
    var log = Browsing.page("/github/%s/audit-log".formatted(owner));
    assertThat(log.select("td .visible").eachText()).contains(name);
    assertThat(log.select("img, main script, [onerror]")).isEmpty();
  }

  @Test
  void writes_markup_in_a_policy_as_text() {
    var path = save("p1", MODE + "# <script>alert(1)</script> {frame.csrf}\n");

    var page = Browsing.page(path + "/history");

    assertThat(page.select(".diff-text").eachText())
        .contains("# <script>alert(1)</script> {frame.csrf}");
    assertThat(page.select("main script")).isEmpty();
  }

  @Test
  void names_characters_that_turn_the_direction_of_writing() {
    var path = save("a\u202Eb", MODE);

    var page = Browsing.page(path + "/history");

    assertThat(page.expectFirst("h1 .control-character").text()).isEqualTo("U+202E");
    assertThat(page.expectFirst("h1").text()).isEqualTo("History of aU+202Eb");
  }

  @Test
  void keeps_a_long_line_in_a_box_of_its_own() {
    var path = save("p1", MODE + "# " + "x".repeat(64 * 1024) + "\n");

    var line = Browsing.page(path + "/history").expectFirst(".diff-text[data-long]");

    assertThat(line.text()).hasSize(64 * 1024 + 2);
    assertThat(line.attr("tabindex")).isEqualTo("0");
  }

  @Test
  void shows_the_changes_of_a_long_text_on_its_entry_only() {
    var path = save("p1", MODE + "# a line\n".repeat(4_000));

    var timeline = Browsing.page(path + "/history");
    var entry = Browsing.page(path + "/history/2");

    assertThat(timeline.select(".diff")).isEmpty();
    assertThat(timeline.expectFirst(".timeline-entry").text()).contains("The text is long");
    assertThat(entry.select(".diff-row")).hasSize(4_001);
  }
}
