package dev.sallyport.sink.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.sink.courier.Notices;
import dev.sallyport.sink.message.Message.Fact;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PuttingIntoWordsTest {
  private static final Wording WORDING = new Wording(URI.create("https://sallyport.example/base/"));

  @Test
  void tells_who_changed_which_policy_and_what_of_it() {
    var message =
        WORDING.of(
            Notices.updated(
                5,
                "egress-policy: audit\nallowed-endpoints: >\n  a.example:443\n  b.example:443\n",
                "egress-policy: block\nallowed-endpoints: >\n  a.example:443\n  c.example:443\n"));

    assertThat(message.title()).isEqualTo("Policy updated: build");
    assertThat(message.summary())
        .isEqualTo(
            "Policy updated: build by Ada <!here> Lovelace, Acme (2 lines added, 2 removed)");
    assertThat(message.facts())
        .contains(
            new Fact("Who", "Ada <!here> Lovelace, on the web pages"),
            new Fact("Organization", "Acme"),
            new Fact("Version", "6"),
            new Fact("Mode", "block"));
    assertThat(message.diff())
        .isEqualTo(
            new DiffSummary(
                2,
                2,
                List.of(
                    "- egress-policy: audit",
                    "+ egress-policy: block",
                    "-   b.example:443",
                    "+   c.example:443"),
                0));
    assertThat(message.link())
        .hasToString("https://sallyport.example/base/github/Acme/actions/policies/build/history/5");
  }

  @Test
  void shows_what_tells_most_of_a_long_change() {
    var comments = "# a comment\n\n".repeat(20);
    var endpoints =
        IntStream.range(0, 20)
            .mapToObj(i -> "  h%d:443\n".formatted(i))
            .collect(Collectors.joining());
    var diff =
        Objects.requireNonNull(
            WORDING.of(Notices.updated(1, "x\n", "x\n" + comments + endpoints)).diff());

    assertThat(diff.lines()).hasSize(12).allMatch(line -> line.startsWith("+   h"));
    assertThat(diff.counts()).isEqualTo("60 lines added");
    assertThat(diff.rest()).isEqualTo("… and 48 lines more");
  }

  @Test
  void shows_the_words_that_differ_in_a_long_line() {
    var many =
        IntStream.range(0, 40)
            .mapToObj(i -> "host%d:443".formatted(i))
            .collect(Collectors.joining(" "));
    var diff =
        Objects.requireNonNull(
            WORDING
                .of(
                    Notices.updated(
                        1, "a: " + many + " old:443 z:443\n", "a: " + many + " new:443 z:443\n"))
                .diff());

    assertThat(diff.lines()).containsExactly("- … old:443 …", "+ … new:443 …");
  }

  @Test
  void tells_what_a_new_policy_means() {
    var message =
        WORDING.of(
            Notices.of(
                2,
                new PolicyCreated(
                    new PolicyName("a/b".replace('/', '?')), 1, Notices.content("t"))));

    assertThat(message.title()).isEqualTo("Policy created: a?b");
    assertThat(message.facts())
        .contains(
            new Fact("Version", "1"),
            new Fact("Mode", "block"),
            new Fact("Allowed endpoints", "1"));
    assertThat(message.diff()).isNull();
    assertThat(message.link())
        .hasToString("https://sallyport.example/base/github/Acme/actions/policies/a%3Fb/history/2");
  }

  @Test
  void tells_where_a_policy_stands() {
    assertThat(WORDING.of(Notices.attached(Notices.repository("app"))).facts())
        .contains(new Fact("Attached to", "repository app"));
    var many =
        IntStream.range(0, 7).mapToObj(i -> Notices.repository("r" + i)).toArray(Scope[]::new);
    assertThat(WORDING.of(Notices.attached(many)).facts())
        .contains(
            new Fact(
                "Attached to",
                "repository r0, repository r1, repository r2, repository r3, repository r4 and 2"
                    + " more"));
    assertThat(
            WORDING
                .of(
                    Notices.of(
                        4,
                        new PolicyDetached(
                            new PolicyName("build"),
                            List.of(new Scope.Organization()),
                            new PolicyName("other"),
                            Part.WHOLE)))
                .facts())
        .contains(new Fact("Detached from", "organization"), new Fact("Displaced by", "other"));
  }

  @ParameterizedTest
  @EnumSource(DetectionType.class)
  void tells_what_was_detected_in_which_job(DetectionType type) {
    var message = WORDING.of(Notices.detected(type));

    assertThat(message.facts())
        .contains(
            new Fact("Type", type.text()),
            new Fact("Repository", "Acme/app"),
            new Fact("Workflow", "ci.yml"),
            new Fact("Job", "build <!channel>"),
            new Fact("Run", "4711"),
            new Fact("Program", "curl ← bash"),
            new Fact("Policy", "build, version 3"));
    assertThat(message.summary()).endsWith("in Acme/app, job build <!channel>, run 4711");
    assertThat(message.link())
        .hasToString("https://sallyport.example/base/github/Acme/app/actions/runs/4711");
  }

  @Test
  void leads_other_changes_to_the_audit_log() {
    var message = WORDING.of(Notices.of(1, new OrganizationAdded(Owner.organization("Acme"))));

    assertThat(message.title()).isEqualTo("Organization added");
    assertThat(message.link())
        .hasToString("https://sallyport.example/base/github/Acme/audit-log/1");
  }

  @Test
  void has_words_for_everything() {
    for (var notice : Notices.ofEveryKind()) {
      var message = WORDING.of(notice);
      assertThat(message.title()).isNotBlank();
      assertThat(message.summary()).isNotBlank();
      assertThat(message.facts()).isNotEmpty();
    }
  }

  @Test
  void has_no_links_where_the_address_is_not_known() {
    var nowhere = new Wording(null);
    for (var notice : Notices.ofEveryKind()) {
      assertThat(nowhere.of(notice).link()).isNull();
    }
  }

  @Test
  void shows_what_nobody_would_see() {
    var diff =
        Objects.requireNonNull(
            WORDING.of(Notices.updated(1, "a\n", "\u202Eb\u200B\u0007\n")).diff());

    assertThat(diff.lines()).containsExactly("- a", "+ U+202EbU+200BU+0007");
  }
}
