package dev.sallyport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;

/** What holds for every policy, and for every text that is none. */
class PolicyDocumentProperties {
  private static final List<String> CORPUS = corpus();

  @Property(tries = 500)
  void rules_written_down_read_back_equal(@ForAll("rules") PolicyRules rules) {
    var document = readable(PolicyDocument.of(rules.toMembers()));

    assertThat(document.rules()).isEqualTo(rules);
    assertThat(readable(PolicyDocument.read(document.text())).rules()).isEqualTo(rules);
  }

  @Property(tries = 500)
  void members_come_back_as_sent(@ForAll("members") PolicyMembers members) {
    var document = readable(PolicyDocument.of(members));

    assertThat(document.toMembers()).isEqualTo(members);
    assertThat(readable(PolicyDocument.read(document.text())).toMembers()).isEqualTo(members);
  }

  @Property(tries = 500)
  void an_endpoint_can_be_added_and_removed_again(
      @ForAll("policyTexts") String text, @ForAll("endpoints") Endpoint endpoint) {
    if (PolicyDocument.read(text) instanceof Reading.Readable(var document, _)
        && !document.rules().allowedEndpoints().contains(endpoint)
        && document.rules().deniedEndpoints().isEmpty()) {
      var added = done(document.adding(List.of(endpoint)));
      var endpoints = new ArrayList<>(document.rules().allowedEndpoints());
      endpoints.add(endpoint);
      assertThat(added.rules()).isEqualTo(document.rules().withAllowed(endpoints));
      assertThat(added.text()).hasSize(text.length() + inserted(text, added.text()).length());

      assertThat(done(added.removing(List.of(endpoint))).rules()).isEqualTo(document.rules());
    }
  }

  @Property(tries = 500)
  void an_entry_is_removed_and_every_other_line_stays(
      @ForAll("policyTexts") String text, @ForAll int which) {
    if (PolicyDocument.read(text) instanceof Reading.Readable(var document, _)
        && document.rules().allowedEndpoints().size() > 1) {
      var endpoints = new ArrayList<>(document.rules().allowedEndpoints());
      var endpoint = endpoints.remove(Math.floorMod(which, endpoints.size()));

      var removed = done(document.removing(List.of(endpoint)));

      assertThat(removed.rules()).isEqualTo(document.rules().withAllowed(endpoints));
      var touched =
          document.entries().stream()
              .filter(entry -> entry.meaning().equals(endpoint))
              .map(entry -> entry.position().line() - 1)
              .collect(Collectors.toSet());
      var lines = List.of(text.split("\n", -1));
      var others =
          IntStream.range(0, lines.size()).filter(i -> !touched.contains(i)).mapToObj(lines::get);
      assertThat(List.of(removed.text().split("\n", -1))).containsSubsequence(others.toList());
    }
  }

  @Property(tries = 500)
  void mode_and_lockdown_are_set_and_every_other_line_stays(
      @ForAll("policyTexts") String text,
      @ForAll EgressMode mode,
      @ForAll("lockdowns") Lockdown first,
      @ForAll("lockdowns") Lockdown second) {
    if (PolicyDocument.read(text) instanceof Reading.Readable(var document, _)) {
      var other = done(document.withMode(mode));
      assertThat(other.rules()).isEqualTo(document.rules().withMode(mode));

      var locked = done(done(document.withLockdown(first)).withLockdown(second));
      var lockdown = locked.rules().lockdown();
      assertThat(lockdown != null && lockdown.enabled()).isEqualTo(second.enabled());
      assertThat(lockdown == null ? List.of() : lockdown.detections())
          .containsExactlyInAnyOrderElementsOf(second.detections());
      assertThat(locked.text()).startsWith(text);
    }
  }

  /** What one place of the text has more. */
  private static String inserted(String before, String after) {
    var start = 0;
    while (start < before.length() && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    var length = after.length() - before.length();
    var rest = before.substring(start);
    assertThat(after.substring(start + length)).isEqualTo(rest);
    return after.substring(start, start + length);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
  void a_mutated_text_is_read_or_refused_and_kept(@ForAll("mutants") String text) {
    switch (PolicyDocument.read(text)) {
      case Reading.Readable(var document, var warnings) -> {
        assertThat(document.text()).isEqualTo(text);
        assertThat(warnings).hasSizeLessThanOrEqualTo(101);
        var again = readable(PolicyDocument.of(document.rules().toMembers()));
        assertThat(again.rules()).isEqualTo(document.rules());
        for (var entry : document.entries()) {
          var position = entry.position();
          assertThat(position.offset()).isBetween(0, entry.endOffset());
          assertThat(entry.endOffset()).isLessThanOrEqualTo(text.length());
        }
      }
      case Reading.Unreadable(var problems) -> {
        assertThat(problems).isNotEmpty().hasSizeLessThanOrEqualTo(101);
        assertThat(problems)
            .allSatisfy(problem -> {
              assertThat(problem.line()).isPositive();
              assertThat(problem.column()).isPositive();
              assertThat(problem.message()).isNotBlank();
            });
      }
    }
  }

  @Provide
  Arbitrary<String> policyTexts() {
    return Arbitraries.of(CORPUS);
  }

  @Provide
  Arbitrary<String> mutants() {
    var pieces =
        Arbitraries.of(
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "  ",
            ":",
            ": ",
            "#",
            " #",
            "- ",
            "? ",
            "*",
            "&a ",
            "*a",
            "!x ",
            "!!int ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            "\"",
            "\\",
            "\"\\UFFFFFFFF\"",
            "\\x0",
            "|",
            ">",
            ">-9",
            "%YAML 1.1\n",
            "%TAG ! !\n",
            "---",
            "...",
            "<<: ",
            "@",
            "`",
            "~",
            "\0",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uD83D\uDE80",
            "\uD83D",
            "\uDE80",
            "é",
            "${{ x }}",
            "allowed-endpoints: ",
            "denied-endpoints: [a.b]\n",
            "egress-policy: block\n",
            "lockdown-mode: {enabled: true}\n",
            "*.example.com:443 ",
            "a.example:0 ",
            "é.example ");
    var arbitrary = Arbitraries.strings().ofMaxLength(4);
    var change =
        Combinators.combine(
                Arbitraries.oneOf(pieces, arbitrary),
                Arbitraries.integers().between(0, 2_000),
                Arbitraries.integers().between(0, 40))
            .as(Tuple::of);
    return Combinators.combine(policyTexts(), change.list().ofMinSize(1).ofMaxSize(6))
        .as(PolicyDocumentProperties::mutated);
  }

  private static String mutated(String text, List<Tuple3<String, Integer, Integer>> changes) {
    var mutant = new StringBuilder(text);
    for (var change : changes) {
      var at = change.get2() % (mutant.length() + 1);
      var removed = change.get3() > 20 ? 0 : change.get3();
      mutant.replace(at, Math.min(at + removed, mutant.length()), change.get1());
    }
    return mutant.toString();
  }

  @Provide
  Arbitrary<PolicyRules> rules() {
    return Combinators.combine(
            Arbitraries.of(EgressMode.values()),
            endpoints().list().uniqueElements().ofMaxSize(30),
            hosts().list().uniqueElements().ofMaxSize(10),
            Arbitraries.of(true, false),
            switches().list().ofSize(4),
            lockdowns().injectNull(0.3))
        .as((mode, allowed, denied, deny, set, lockdown) ->
            new PolicyRules(
                mode,
                deny ? List.of() : allowed,
                deny ? denied : List.of(),
                set.get(0),
                set.get(1),
                set.get(2),
                set.get(3),
                lockdown));
  }

  @Provide
  Arbitrary<PolicyMembers> members() {
    var spelled =
        Combinators.combine(endpoints(), Arbitraries.integers().between(0, 3))
            .as(PolicyDocumentProperties::spelled);
    return Combinators.combine(rules(), spelled.list().ofMaxSize(20))
        .as((rules, spellings) -> {
          var members = rules.toMembers();
          return new PolicyMembers(
              members.deniedEndpoints() == null ? List.copyOf(spellings) : List.of(),
              members.deniedEndpoints(),
              members.egressPolicy(),
              members.disableSudo(),
              members.disableSudoAndContainers(),
              members.disableFileMonitoring(),
              members.disableTelemetry(),
              members.lockdown());
        });
  }

  private static String spelled(Endpoint endpoint, int style) {
    return switch (style) {
      case 0 -> endpoint.host().text();
      case 1 -> endpoint.toString().toUpperCase(java.util.Locale.ROOT);
      case 2 -> endpoint.host().text() + ".:" + endpoint.port();
      default -> endpoint.toString();
    };
  }

  @Provide
  Arbitrary<Endpoint> endpoints() {
    return Combinators.combine(hosts(), Arbitraries.integers().between(1, 65_535))
        .as(Endpoint::new);
  }

  private static Arbitrary<HostPattern> hosts() {
    var label =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(9);
    var first =
        Arbitraries.oneOf(label, Arbitraries.of("*", "cp*", "_https", "_tcp", "a-b", "null"));
    var last = Arbitraries.of("com", "example", "io", "dev");
    return Combinators.combine(first, label.list().ofMinSize(1).ofMaxSize(3), last)
        .as((head, middle, tail) -> head + "." + String.join(".", middle) + "." + tail)
        .map(HostPattern::of);
  }

  private static Arbitrary<Boolean> switches() {
    return Arbitraries.of(true, false).injectNull(0.4);
  }

  @Provide
  Arbitrary<Lockdown> lockdowns() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(Detection.values()).list().uniqueElements().ofMaxSize(3))
        .as(Lockdown::new);
  }

  private static PolicyDocument done(Edited edited) {
    return switch (edited) {
      case Edited.Done(var document) -> document;
      case Edited.Refused(var reason) -> fail(reason);
    };
  }

  private static PolicyDocument readable(Reading reading) {
    return switch (reading) {
      case Reading.Readable(var document, _) -> document;
      case Reading.Unreadable(var problems) -> fail(ReadingText.of(problems));
    };
  }

  private static List<String> corpus() {
    try {
      return CorpusCase.of("policies.jsonl").map(CorpusCase::yaml).collect(Collectors.toList());
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
