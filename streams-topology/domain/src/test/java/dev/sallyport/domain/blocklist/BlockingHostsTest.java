package dev.sallyport.domain.blocklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import dev.sallyport.domain.document.Finding;
import dev.sallyport.domain.document.FindingCode;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockingHostsTest {
  private static final GlobalBlockList LIST =
      GlobalBlockList.ofStored(
          new BlockListMembers(
              List.of(host("203.0.113.66")),
              List.of(host("Evil.example.")),
              List.of(host("*.Worse.example"))));

  @ParameterizedTest
  @CsvSource({
    "203.0.113.66, true",
    "203.0.113.67, false",
    "evil.example, true",
    "EVIL.example., true",
    "sub.evil.example, false",
    "notevil.example, false",
    "sub.worse.example, true",
    "a.b.worse.example, true",
    "worse.example, false",
    "notworse.example, false"
  })
  void matches_whole_names_as_the_agents_do(String host, boolean blocked) {
    assertThat(LIST.blocks(host).isPresent()).isEqualTo(blocked);
  }

  @ParameterizedTest
  @CsvSource({
    "*.worse.example, true",
    "*.sub.worse.example, true",
    "a*.worse.example, true",
    "*worse.example, false",
    "*.evil.example, false",
    "*.example, false"
  })
  void blocks_a_wildcard_only_when_all_of_it_is_blocked(String wildcard, boolean blocked) {
    assertThat(LIST.blocks(HostPattern.of(wildcard)).isPresent()).isEqualTo(blocked);
  }

  @Test
  void warns_of_endpoints_that_stay_blocked() {
    var policy =
        PolicyDocument.read(
            "egress-policy: block\nallowed-endpoints: >\n  a.example\n  b Evil.example:80\n");

    assertThat(LIST.warningsFor(document(policy)))
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.code()).isEqualTo(FindingCode.GLOBALLY_BLOCKED);
          assertThat(warning.line()).isEqualTo(4);
          assertThat(warning.column()).isEqualTo(5);
          assertThat(warning.message()).contains("evil.example").contains("a reason");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "ip_addresses, 203.0.113.0/24",
    "ip_addresses, 2001:db8::1",
    "ip_addresses, evil.example",
    "domains, https://evil.example",
    "domains, evil.example:443",
    "domains, evil.example/path",
    "domains, *.evil.example",
    "domains, 203.0.113.66",
    "wildcard_domains, evil.example",
    "wildcard_domains, a.*.evil.example",
    "wildcard_domains, *evil.example",
    "wildcard_domains, *.*.evil.example",
    "wildcard_domains, *"
  })
  void refuses_what_no_agent_can_match(String member, String endpoint) {
    var entries = List.of(host(endpoint));
    var reading =
        switch (member) {
          case "ip_addresses" -> GlobalBlockList.of(new BlockListMembers(entries, null, null));
          case "domains" -> GlobalBlockList.of(new BlockListMembers(null, entries, null));
          default -> GlobalBlockList.of(new BlockListMembers(null, null, entries));
        };

    assertThat(problems(reading))
        .singleElement()
        .satisfies(problem -> assertThat(problem.member()).isEqualTo(member + "[0].endpoint"));
  }

  @Test
  void keeps_an_entry_that_stands_twice_once() {
    var twice = new BlockListMembers(null, List.of(host("a.example"), host("A.example.")), null);

    assertThat(GlobalBlockList.ofStored(twice).domains()).containsExactly(host("a.example"));
  }

  @Test
  void takes_as_many_entries_as_the_limit_says() {
    var full = Collections.nCopies(GlobalBlockList.MAX_ENTRIES, host("a.example"));
    var one = List.of(host("*.a.example"));

    assertThat(GlobalBlockList.of(new BlockListMembers(null, full, null)))
        .isInstanceOf(BlockListReading.Readable.class);
    assertThat(problems(GlobalBlockList.of(new BlockListMembers(null, full, one))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(FindingCode.TOO_MANY_ENTRIES));
  }

  @Test
  void rejects_stored_values_that_were_never_checked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            GlobalBlockList.ofStored(
                new BlockListMembers(null, List.of(host("not a host")), null)));
  }

  @Test
  void blocks_nothing_when_it_is_empty() {
    assertThat(GlobalBlockList.empty().blocks("evil.example")).isEmpty();
    assertThat(GlobalBlockList.empty().size()).isZero();
  }

  private static BlockedHost host(String endpoint) {
    return new BlockedHost(endpoint, "a reason", null);
  }

  private static PolicyDocument document(Reading reading) {
    return switch (reading) {
      case Reading.Readable(var document, _) -> document;
      case Reading.Unreadable(var problems) -> fail(problems.toString());
    };
  }

  private static List<Finding> problems(BlockListReading reading) {
    return switch (reading) {
      case BlockListReading.Readable(var list) -> fail("was read: " + list);
      case BlockListReading.Unreadable(var problems) -> problems;
    };
  }
}
