package dev.sallyport.service.pages.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.management.MemoryEngine;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Forms;
import dev.sallyport.service.pages.PlayedJob;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class LookingAtBaselinesTest {
  private static final String OF_REPOSITORY = "?of=repository&repo=app";

  private final String owner = Api.newOwner();
  private final String baseline = "/github/%s/actions/baseline".formatted(owner);
  private final String policies = "/github/%s/actions/policies".formatted(owner);
  private String runnerKey = "";
  private int run;

  @BeforeEach
  void a_runner_key() {
    runnerKey = Browsing.key(owner, "runner");
  }

  private PlayedJob job(String repository) {
    run++;
    return new PlayedJob(owner, repository, Integer.toString(run)).monitored("build", runnerKey);
  }

  private static String yaml(Document page) {
    return Forms.textOf(Objects.requireNonNull(page.selectFirst("#yaml")));
  }

  private String export(String query) {
    return Browsing.get(Api.ADMIN, baseline + "/endpoints" + query)
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void lists_what_there_are_baselines_of() {
    var _ = job("app").called("a.example", "443");
    var _ = job("tools").called("b.example", "443");

    assertThat(Browsing.page(baseline).select("tbody th").eachText())
        .containsExactly("organization " + owner, "repository app", "repository tools");
    var found = Browsing.page(baseline + "?search=TOOLS");
    assertThat(found.select("tbody td").eachText()).contains("0 of 3 runs without anything new");
    assertThat(Browsing.page(found.expectFirst("tbody a").attr("href")).select("tbody code").text())
        .isEqualTo("b.example:443");
    assertThat(Browsing.page(baseline + "?search=none").text()).contains("No baseline matches.");
  }

  @Test
  void says_what_to_do_where_there_is_none() {
    assertThat(Browsing.page(baseline).select(".empty a").attr("href"))
        .isEqualTo("/github/%s/settings/installation".formatted(owner));
    assertThat(Browsing.page(baseline + OF_REPOSITORY).select(".empty").text())
        .contains("No verified job of it called anything yet.");
    Browsing.page(Api.ADMIN, baseline + "?of=galaxy", 400);
    Browsing.page(Api.ADMIN, baseline + "?of=job&repo=app", 400);
  }

  @Test
  void marks_what_is_new_to_a_stable_baseline() {
    for (var i = 0; i <= MemoryEngine.STABLE_AFTER + 1; i++) {
      var _ = job("app").called("a.example", "443");
    }
    var late = job("app").called("late.example", "443");

    var page = Browsing.page(baseline + OF_REPOSITORY);

    assertThat(page.select("main p .badge").text()).isEqualTo("stable");
    assertThat(page.select("tbody th").eachText())
        .containsExactly("a.example:443", "late.example:443 new");
    assertThat(page.select("tbody tr:last-child td a").attr("href")).isEqualTo(late.path());
    assertThat(Browsing.page(baseline + OF_REPOSITORY + "&search=LATE").select("tbody tr"))
        .hasSize(1);
  }

  @Test
  void begins_a_policy_with_what_was_called() {
    var _ =
        job("app")
            .called("b.example", "8443")
            .called("a.example", "443")
            .called("*.example", "443")
            .wasBlocked("evil.example");
    var link = Browsing.page(baseline + OF_REPOSITORY).expectFirst("a.btn-primary").attr("href");

    var editor = Browsing.page(link);

    assertThat(yaml(editor))
        .isEqualTo(
            """
            # From the baseline of the repository app.
            # Left out, since no policy can hold them: 1.
            egress-policy: audit
            allowed-endpoints: >
              a.example:443
              b.example:8443
            """);
    assertThat(
            Browsing.get(Api.ADMIN, editor.expectFirst("a[download]").attr("href"))
                .extract()
                .asString())
        .isEqualTo(
            """
            a.example:443
            b.example:8443
            # left out, a policy cannot name this host: *.example:443
            """);
    Forms.of(editor).with("name", "from-baseline").press("save").then().statusCode(303);
    assertThat(Browsing.page(policies + "/from-baseline").text()).contains("b.example:8443");
  }

  @Test
  void imports_those_endpoints_that_are_chosen() {
    Api.audit(owner, "build");
    var _ = job("app").called("a.example", "443").called("b.example", "443");
    var _ = job("tools").called("c.example", "443");
    var opened = Browsing.page(policies + "/build/edit");
    assertThat(opened.select("#part-baseline button").text()).isEqualTo("Show the baselines");
    var editor = Forms.of(opened).page("show-baseline", 200);

    assertThat(editor.select("#baseline optgroup").eachAttr("label"))
        .containsExactly("Organization", "Repositories");
    var shown = Forms.of(editor).with("baseline", "of=organization").page("show-baseline", 200);
    assertThat(shown.select("input[name=take][checked]").eachAttr("value"))
        .containsExactly("a.example:443", "b.example:443", "c.example:443");
    var taken = Forms.of(shown).with("take", "a.example:443", "c.example:443").page("take", 200);

    assertThat(yaml(taken)).contains("a.example:443", "c.example:443").doesNotContain("b.example");
    var again = Forms.of(taken).part("show-baseline");
    assertThat(again.select("input[name=take]").eachAttr("value")).containsExactly("b.example:443");
    assertThat(again.select("#part-baseline legend").text()).contains("2 in the list already");
    assertThat(Forms.of(taken).part("check").select("#part-baseline")).isEmpty();
    assertThat(Forms.of(shown).with("take").page("take", 200).text())
        .contains("choose at least one endpoint");
  }

  @Test
  void leaves_out_of_an_export_what_no_policy_can_hold() {
    assertThat(export(OF_REPOSITORY)).isEmpty();
    var _ = job("app").called("a.example", "443").called("no such host", "443");

    assertThat(export(OF_REPOSITORY))
        .isEqualTo(
            """
            a.example:443
            # left out, a policy cannot name this host: no such host:443
            """);
    assertThat(export("?of=organization")).isEqualTo(export(OF_REPOSITORY));
  }

  @Test
  void lists_every_destination_and_who_calls_it() {
    var _ = job("app").called("shared.example", "443").wasBlocked("evil.example");
    var _ = job("tools").called("shared.example", "443").called("own.example", "443");
    var path = "/github/%s/actions/destinations".formatted(owner);

    var page = Browsing.page(path);

    assertThat(page.select("tbody th").eachText())
        .containsExactly("own.example:443", "shared.example:443");
    assertThat(page.select("tbody td:last-child").eachText())
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo("tools"),
            other -> assertThat(other).contains("tools", "app"));
    assertThat(page.text()).contains("What was blocked is not here");
    assertThat(Browsing.page(path + "?search=own").select("tbody tr")).hasSize(1);
    assertThat(Browsing.page(path + "?search=evil").text()).contains("No endpoint matches.");
  }

  @Test
  void pages_what_is_long() {
    var job = job("app");
    for (var i = 0; i < 501; i++) {
      var _ = job.called("h%03d.example".formatted(i), "443");
    }

    var first = Browsing.page(baseline + OF_REPOSITORY);
    var second = Browsing.page(first.expectFirst("a[rel=next]").attr("href"));

    assertThat(first.select("tbody tr")).hasSize(500);
    assertThat(second.select("tbody code").text()).isEqualTo("h500.example:443");
    assertThat(second.select("h1").text()).isEqualTo("Baseline of the repository app");
  }

  @Test
  void shows_hostile_text_as_text() {
    var _ = job("app").called("<img src=x onerror=alert(1)>\u202E{frame.csrf}", "443");
    var destinations = "/github/%s/actions/destinations".formatted(owner);

    for (var path : new String[] {baseline + OF_REPOSITORY, destinations}) {
      var page = Browsing.page(path);
      assertThat(page.select("main img")).isEmpty();
      assertThat(page.select("tbody .control-character").text()).isEqualTo("U+202E");
      assertThat(page.select("tbody code").text()).contains("{frame.csrf}");
    }
  }

  @Test
  void is_open_to_readers_who_are_offered_no_policy() {
    var _ = job("app").called("a.example", "443");
    var reader = Browser.signedIn(Browsing.key(owner, "read-only"));
    var other = Browser.signedIn(Browsing.key(Api.newOwner(), "read-only"));

    assertThat(reader.page(baseline + OF_REPOSITORY).select("main a.btn").eachText())
        .containsExactly("Export Endpoints");
    reader.get(policies + "/new" + OF_REPOSITORY).then().statusCode(403);
    for (var path :
        new String[] {"/baseline", "/baseline/endpoints" + OF_REPOSITORY, "/destinations"}) {
      other.get("/github/" + owner + "/actions" + path).then().statusCode(403);
    }
  }
}
