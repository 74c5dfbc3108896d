package dev.sallyport.service.pages.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.PlayedJob;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class LookingAtRunsTest {
  private final String owner = Api.newOwner();
  private final String runs = "/github/%s/actions/runs".formatted(owner);

  private PlayedJob verified(String repository, String run) {
    return new PlayedJob(owner, repository, run).monitored("build", Browsing.key(owner, "runner"));
  }

  private static Document events(PlayedJob job, String query) {
    return Browsing.page(job.path() + "?tab=network-events" + query);
  }

  @Test
  void lists_runs_newest_first_with_what_became_of_them() {
    var _ = verified("app", "1").called("a.example", "443");
    var job = verified("tools", "2").wasBlocked("evil.example");
    var _ = new PlayedJob(owner, "tools", "2").monitored("stranger");

    var page = Browsing.page(runs);

    assertThat(page.select("tbody th").eachText()).containsExactly("2", "1");
    assertThat(page.select("tbody tr:first-child td").eachText())
        .contains("tools", "unknown workflow", "1 of 2", "1");
    assertThat(page.expectFirst("tbody th a").attr("href")).isEqualTo(job.path());
    assertThat(Browsing.page(runs + "?repo=APP").select("tbody th").eachText())
        .containsExactly("1");
    assertThat(Browsing.page("/github/%s/tools/actions/runs".formatted(owner)).select("tbody th"))
        .hasSize(1);
  }

  @Test
  void says_what_to_do_where_there_is_no_run() {
    var page = Browsing.page(runs);

    assertThat(page.select(".empty a").attr("href"))
        .isEqualTo("/github/%s/settings/installation".formatted(owner));
    assertThat(Browsing.page(runs + "?repo=none").select(".empty").text())
        .contains("No run of this repository");
  }

  @Test
  void says_what_was_mistyped_and_keeps_it() {
    var page = Browsing.page(runs + "?repo=%3Cb%3E");

    assertThat(page.expectFirst("[role=alert]").text()).contains("repository");
    assertThat(page.expectFirst("#repo").val()).isEqualTo("<b>");
    Browsing.page(Api.ADMIN, runs + "?page=x", 400);
  }

  @Test
  void keeps_the_repository_while_paging() {
    for (var run = 1; run <= 51; run++) {
      var _ = verified("app", Integer.toString(run));
    }

    var first = Browsing.page(runs + "?repo=app");
    var second = Browsing.page(first.expectFirst("a[rel=next]").attr("href"));

    assertThat(first.select("tbody tr")).hasSize(50);
    assertThat(second.select("tbody tr")).hasSize(1);
    assertThat(second.select("nav[aria-label=Pages] span").text()).isEqualTo("51–51 of 51");
    assertThat(second.select("tbody td:nth-of-type(1)").text()).isEqualTo("app");
  }

  @Test
  void tells_what_is_known_of_each_job() {
    Api.block(owner, "strict", "github.com:443");
    var key = Browsing.key(owner, "runner");
    var unattached = new PlayedJob(owner, "app", "7").monitored("lint");
    var _ = unattached.lookedUp("ci.yml", key, "none attached");
    PlayedJob.attach(owner, "strict");
    var _ =
        new PlayedJob(owner, "app", "7").monitored("build").lookedUp("ci.yml", key, "strict v1");

    var page = Browsing.page(unattached.path());

    assertThat(page.select("tbody td:nth-of-type(4)").eachText())
        .containsExactly("none attached", "policy strict v1 (organization)");
    assertThat(page.select("tbody td:nth-of-type(1)").eachText())
        .containsExactly("ci.yml", "ci.yml");
    assertThat(page.select(".alert-warning, .badge")).isEmpty();
    var github = page.expectFirst("a[target=_blank]");
    assertThat(github.attr("href"))
        .isEqualTo("https://github.com/%s/app/actions/runs/7".formatted(owner));
    assertThat(github.attr("rel")).contains("noopener");
    var version = Browsing.page(page.expectFirst("tbody td a").attr("href"));
    assertThat(version.text()).contains("github.com:443");
  }

  @Test
  void says_that_an_unverified_job_counts_for_nothing() {
    var stranger = new PlayedJob(owner, "app", "70").monitored("build").called("a.example", "443");

    var page = Browsing.page(stranger.path());

    assertThat(page.select(".badge").text()).isEqualTo("unverified");
    assertThat(page.expectFirst(".alert-warning").text()).contains("counts for nothing");
    assertThat(page.select("tbody td:nth-of-type(4)").text())
        .isEqualTo("no lookup: inline or none");
    assertThat(events(stranger, "").expectFirst("main").text()).contains("counts for nothing");
  }

  @Test
  void marks_what_somebody_else_reported_who_asked_for_the_job_too() {
    var job =
        new PlayedJob(owner, "app", "71")
            .monitored("build")
            .called("evil.example", "443")
            .monitored("build", Browsing.key(owner, "runner"))
            .called("github.com", "443");

    var page = events(job, "");

    assertThat(page.text()).contains("Somebody else asked to report for this job, too.");
    assertThat(page.select("tbody tr:contains(evil.example)").text()).contains("not by the job");
    assertThat(page.select("tbody tr:contains(github.com)").text())
        .doesNotContain("not by the job");
  }

  @Test
  void shows_who_called_what_and_what_became_of_it() {
    var job =
        verified("app", "8")
            .resolved("only.example")
            .called("a.example", "443", "node")
            .wasBlocked("evil.example")
            .wasBlockedGlobally("worse.example", "known worm");

    var page = events(job, "");

    assertThat(page.select("tbody th").eachText())
        .containsExactly(
            "a.example:443 192.0.2.7", "evil.example:443 192.0.2.8", "worse.example:443 192.0.2.9");
    assertThat(page.expectFirst("tbody summary").text()).isEqualTo("node");
    assertThat(page.select("tbody details li").eachText())
        .containsExactly("node SHA-256 abc", "bash SHA-256 def");
    assertThat(page.select("tbody td[data-label=Verdict]").eachText())
        .containsExactly("allowed", "blocked", "globally blocked");
    assertThat(page.select("tbody td:last-child").eachText())
        .containsExactly(
            "Blocked by an inline policy", "Blocked by the global block list known worm");
    assertThat(events(job, "&names=on").select("tbody th").eachText())
        .contains("only.example 192.0.2.7");
    assertThat(events(job, "&verdict=blocked").select("tbody tr")).hasSize(1);
    assertThat(events(job, "&search=NODE").select("tbody tr")).hasSize(1);
    assertThat(events(job, "&search=nothing").text()).contains("No call passes this filter.");
  }

  @Test
  void names_the_policy_that_blocked_if_the_served_one_can() {
    Api.block(owner, "strict", "github.com:443");
    PlayedJob.attach(owner, "strict");
    var key = Browsing.key(owner, "runner");
    var strict =
        new PlayedJob(owner, "app", "9").monitored("build").lookedUp("ci.yml", key, "strict v1");
    Api.audit(owner, "strict");
    var lenient =
        new PlayedJob(owner, "app", "10").monitored("build").lookedUp("ci.yml", key, "strict v2");

    var blocked = events(strict.wasBlocked("evil.example"), "").expectFirst("tbody td:last-child");
    var audited = events(lenient.wasBlocked("evil.example"), "");

    assertThat(blocked.text()).isEqualTo("Blocked by policy strict v1");
    assertThat(Browsing.page(blocked.expectFirst("a").attr("href")).text())
        .contains("github.com:443");
    assertThat(audited.select("tbody td:last-child").text())
        .isEqualTo("Blocked by an inline policy");
  }

  @Test
  void chooses_the_job_by_its_correlation_id() {
    var one = verified("app", "11").called("one.example", "443");
    var other = verified("app", "11").called("other.example", "443");

    assertThat(events(one, "").select("tbody th").text()).contains("one.example");
    var page = events(one, "&job=" + other.correlation());
    assertThat(page.select("tbody th").text()).contains("other.example");
    assertThat(page.expectFirst("#job option[selected]").val()).isEqualTo(other.correlation());
    Browsing.page(Api.ADMIN, one.path() + "?tab=network-events&job=none", 404);
  }

  @Test
  void shows_what_stood_out() {
    var job = verified("app", "12").wasBlocked("evil.example");

    var page = Browsing.page(job.path() + "?tab=detections");

    assertThat(page.select("tbody th").text()).isEqualTo("Domain-Blocked");
    assertThat(page.select("tbody code").text()).isEqualTo("evil.example:443");
    assertThat(Browsing.page(verified("app", "13").path() + "?tab=detections").text())
        .contains("Nothing stood out");
  }

  @Test
  void shows_hostile_text_as_text() {
    var hostile = "<img src=x onerror=alert(1)>\u202Etxt{frame.csrf}";
    var job =
        new PlayedJob(owner, "app", "14")
            .monitored(hostile, Browsing.key(owner, "runner"))
            .called("<script>alert(1)</script>", "443", hostile)
            .wasBlockedGlobally("evil.example", hostile);

    for (var tab : new String[] {"summary", "network-events", "detections"}) {
      var page = Browsing.page(job.path() + "?tab=" + tab);
      assertThat(page.select("main img, main script")).isEmpty();
      assertThat(page.select("main .control-character").eachText()).contains("U+202E");
      assertThat(page.expectFirst("main").text()).contains("{frame.csrf}");
    }
    assertThat(events(job, "").select("tbody code").eachText())
        .contains("<script>alert(1)</script>:443");
  }

  @Test
  void is_open_to_readers_of_the_organization_and_to_nobody_elses() {
    var job = verified("app", "15");
    var reader = Browser.signedIn(Browsing.key(owner, "read-only"));
    var other = Browser.signedIn(Browsing.key(Api.newOwner(), "read-only"));

    assertThat(reader.page(job.path()).select("h1").text()).isEqualTo("Run 15");
    other.get(job.path()).then().statusCode(403);
    other.get(runs).then().statusCode(403);
    Browsing.page(Api.ADMIN, job.path() + "0", 404);
    Browsing.page(Api.ADMIN, runs.replace("/actions", "/app/actions") + "/no-number", 400);
  }

  @Test
  void tells_durations_in_their_two_largest_units() {
    assertThat(RunRow.words(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(RunRow.words(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    assertThat(RunRow.words(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
  }
}
